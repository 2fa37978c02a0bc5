"""Why a reading is doubtful, in words."""

from __future__ import annotations

NO_CERTAIN_BODY = "no certain body: nothing but how it ends says that it is one"
ONE_GLYPH = "one glyph from another name of the document: "
TAIL = "kept off the name before it: words that zeren does not know"
HABIT = "read as a statement because the document hands out its work in this way"
ABOUT = "a label among what a site prints above the text"
SPAN = "the document's year is the first of a span in its title: "
DOUBTS_ZH = {
    NO_CERTAIN_BODY: "不能确定是单位：只有名称的结尾像单位",
    ONE_GLYPH: "与本文件中另一名称只差一字：",
    TAIL: "未计入前面的名称：不认识的字句",
    HABIT: "按本文件惯用的写法认作一条表述",
    ABOUT: "夹在网页正文前所列信息中的标签",
    SPAN: "文件年度取标题所列起止年份的第一年：",
}
"""The same in Chinese; what ends with a colon goes on."""
