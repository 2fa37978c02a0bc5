// What the columns of stored queries and of comparisons are called in Chinese.

/** Endings that a column has beside the name of another: unit_id, led_before. @type {Record<string, string>} */
const ENDINGS = { id: "编号", before: "（前）", after: "（后）", change: "变化", low: "（区间下限）", high: "（区间上限）", a: "甲", b: "乙", c: "丙", gone: "（不再）", kept: "（仍）", new: "（新）" };

/** @type {Record<string, string>} */
const NAMES = {
  a: "甲", b: "乙", alone: "独自成群", assignments: "责任数（单位×任务）", a_leads: "甲牵头、乙配合", b_leads: "乙牵头、甲配合", before: "前次序号", begins: "起始字", ends: "结束字", behind: "滞后", beyond_chance: "超出偶然", by: "报送者", by_government: "经其政府", by_text: "文中点名",
  certain: "确定", chance: "随机时", change: "变化", city: "城市", cluster: "群", cluster_name: "群名", cluster_number: "群号", clusters: "群数", co_kind: "共事单位类别", co_role: "共事单位角色", co_unit: "共事单位", code: "区划代码", confidence: "置信度", counted: "计数对象", county: "县（市、区）", county_name: "县（市、区）", cr4: "前四位占比", crossing: "跨群", cumulative: "累计占比",
  date: "日期", dated: "有日期", deadline: "完成时限", depending: "两者合计", deviation: "标准差", document: "文件", document_title: "文件", documents: "文件数", done: "已完成", doubtful: "存疑", due: "到期日", due_basis: "到期日依据", duty: "职能", effective_units: "等效单位数", elsewhere: "本市其他文件", expected: "期望数",
  fewer: "两者较少", file: "工作簿", fractional: "分数计数", fractional_share: "分数计数占比", frame: "范围", from_text: "据任务文字", gini: "基尼系数", groups: "含集合称谓", groups_supported: "可辨的群数", hhi: "HHI", hhi_normalised: "标准化 HHI", in_main: "主要领导名下", inherited: "承前补出", inside: "群内共事单位", jaccard: "Jaccard 系数", joint: "合称", kind: "类别",
  largest_share: "最大占比", late: "逾期或滞后", lead: "牵头单位", lead_share: "牵头占比", leader: "领导", leaders: "领导数", leads: "牵头单位数", least_confidence: "最低置信度", led: "牵头", line: "行号", load: "任务口径", load_share: "任务量占比", main_leader: "主要领导", main_section: "主要领域", main_sector: "主要领域", main_share: "主要领导占比", mean: "均值", mean_confidence: "平均置信度", member: "所指单位", mentions: "提及次数", method: "检验方法", mixing: "跨领域概率", month: "月份", moved: "变动", mutual: "互相配合",
  name: "名称", name_read: "读作", no_lead: "未写牵头", not_stable: "不稳定", not_started: "未启动", number: "文号", on_schedule: "按时序", open_list: "名单未尽", outside: "群外共事单位", overdue: "逾期", overlap: "重叠系数", own_tasks: "自身任务", p_value: "p 值", pairs: "对数", participation: "参与系数", partner: "共事单位", partner_kind: "共事单位类别", phrase: "集合称谓", phrases: "集合称谓数", place: "位置", progress: "进展", proof: "佐证", q_value: "q 值", quarter: "季度",
  rank: "名次", reach: "任务占比", reciprocity: "互惠率", relation: "关系", reported: "报送日期", reports: "报告数", responsible: "负责（未分主次）", returned: "反向任务", role: "角色", rule: "读法", same_cluster: "同群", same_unit: "同单位概率", score: "相似度", section: "领域", sections: "领域", sector: "领域", sectors: "领域数", share: "占比", significant_tie: "多于随机", significant_ties: "多于随机的联系", silent: "未说时限", sole_lead: "独家牵头", source: "原文名称", stability: "稳定度", stable: "稳定", state: "情况", stated: "写明时限", statement: "责任语句", statements: "任务（含重述）", status: "状态", support: "配合单位", support_given: "给予的配合", support_received: "得到的配合", support_share: "配合占比", supporters: "配合单位数", supporting: "配合",
  target: "目标", targets: "目标数", task: "任务", task_number: "任务序号", tasks: "任务数", text: "任务内容", theil: "Theil 指数", through_groups: "经集合称谓", ties: "联系数", tilt: "主配倾向", times_chance: "与随机之比", times_expected: "与期望之比", times_usual: "与平常之比", title: "标题", told: "他人代报", unassigned: "未写单位", unit: "单位", unit_name: "单位", units: "单位数", units_share: "单位占比", unreported: "未报", usual: "平常占比", value: "数值", verdict: "判断", weight: "联系强度", with_lead: "写明牵头", with_target: "有目标", worded: "有说法无日期", words: "原话", year: "年度", what: "项目", measure: "指标", reason: "原因",
};

/** Empty where nobody gave it one, as in a query of somebody's own. @param {string} name @returns {string} */
export function inChinese(name) {
  if (NAMES[name]) return NAMES[name];
  const [, stem, ending] = /^(.+)_([a-z]+)$/.exec(name) ?? [];
  const of = stem && ENDINGS[ending] ? inChinese(stem) : "";
  return of && of + ENDINGS[ending];
}
