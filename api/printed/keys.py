"""How is a key read aloud at its ceremony, so that those present can write it into the minutes and check it?"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from domain.transparency.keys import Kind, VerifierKey

FOR: Final = {Kind.NOTE: "台账签名", Kind.COSIGNATURE: "见证签名"}
GROUP: Final = 4


def groups(digits: str) -> list[str]:
    """Hex digits in groups of four, as they are read aloud."""
    return [digits[start : start + GROUP] for start in range(0, len(digits), GROUP)]


def minutes(key: VerifierKey) -> Iterator[str]:
    """Key and fingerprint, the paragraph for the minutes, and what else to write down, line by line."""
    read_aloud = groups(key.fingerprint)
    half = len(read_aloud) // 2
    yield f"名称      {key.name}"
    yield f"用途      {FOR[key.kind]}（Ed25519）"
    yield f"核对钥匙  {key}"
    yield f"钥匙号    {' '.join(groups(key.key_id))}"
    yield f"指纹      {' '.join(read_aloud[:half])}"
    yield f"          {' '.join(read_aloud[half:])}"
    yield ""
    yield "以下一段可以读进仪式记录，空白处当场填写："
    yield ""
    numbered = "，".join(f"第{number}组{group}" for number, group in enumerate(read_aloud, 1))
    yield (
        f"    ____年__月__日__时，在________，当场生成{key.name}用于{FOR[key.kind]}的钥匙一把。核对钥匙的指纹共{len(read_aloud)}组，"
        f"逐组念出并核对无误：{numbered}。前两组就是钥匙号。核对钥匙全文为：{key}。钥匙文件存放在________（设备编号________），"
        "备份__份，分别装袋封签，编号________，由________保管。除此以外没有副本。在场的人：________、________、________。"
    )
    yield ""
    yield "要记下的：时间、地点、在场的人和签名；核对钥匙全文和指纹；存放的设备；备份几份、封签编号、谁保管。"
    yield "不能记下的：钥匙文件里以PRIVATE+KEY开头的那一行，不抄写、不拍照、不发送。"
