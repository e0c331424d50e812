"""Words that run into a name where no space stands between them."""

from __future__ import annotations

import re
from functools import cache

_FORMS = [
    "缓释片",
    "缓释胶囊",
    "肠溶片",
    "肠溶胶囊",
    "控释片",
    "分散片",
    "咀嚼片",
    "泡腾片",
    "口崩片",
    "薄膜衣片",
    "软胶囊",
    "硬胶囊",
    "胶囊剂",
    "胶囊",
    "膠囊",
    "颗粒剂",
    "颗粒",
    "顆粒",
    "注射液",
    "注射剂",
    "注射用",
    "口服液",
    "口服溶液",
    "滴丸",
    "丸剂",
    "丸",
    "片剂",
    "片",
    "錠剤",
    "錠",
    "カプセル",
    "配合錠",
    "配合カプセル",
    "散",
    "正",
    "정",
    "캡슐",
    "주사",
]
_ARTICLES = ("d'", "l'")


@cache
def _ending() -> re.Pattern[str]:
    longest_first = sorted(_FORMS, key=len, reverse=True)
    return re.compile(rf"(?:{'|'.join(longest_first)})*\d{{0,4}}$")


def apart(spelling: str, plain: str) -> str:
    """*spelling* without a form or a figure at its end or an article at its beginning; empty where nothing runs in."""
    if plain.startswith(_ARTICLES):
        return spelling[1:]
    if spelling.isascii():
        return ""
    shorter = _ending().sub("", spelling)
    return shorter if shorter != spelling else ""
