"""How words begin and end that say by when something is to be done."""

from __future__ import annotations

import re

DEADLINE = re.compile(
    r"(?:(?:力争|确保|于|在)?(?:[12]\d{3}年)?(?:(?:上|下)?半?年|年)?(?:\d{1,2}月)?(?:\d{1,2}日|[上中下]旬)?(?:年?底|末|内|初)?"
    r"(?:之?前|以前|内)?(?:(?:基本|全面|全部)?(?:完成|建成|落实到位)|办结|见效|投用|投入使用|取得[^，。；、]{0,6}(?:实效|成效|进展|成果)))|年底前|年内|(?:持续|长期|全年|常态化)(?:推进|坚持|开展|实施|深化|进行)|立即整改并长期坚持"
)
AT_A_TIME = re.compile(
    r"(?:力争|确保|于|在)?(?:[12]\d{3}年(?!度)|\d{1,2}月|年内|年底|[上下]半年|第?[一二三四]季度|全年(?!级)|持续推进|长期坚持)(?!.*由)"
)
"""How words begin that say when: 「6月底前出台相关政策，年内持续推进」. No unit's name does."""
