"""JSON that is none: broken syntax and broken encodings, as values, keys and whole records."""

from .numbers import BROKEN

# As a value: each is broken by itself.
VALUES = (
    "", "tru", "True", "TRUE", "truee", "fals", "falsee", "nul", "nulll", "NULL", "Null", "none",
    "t", "undefined", "'x'", "`x`", "x", "\\", "/", "//", "/**/1", "1/**/", "#", "@", "&", "(",
    ")", ";", "*", "[", "]", "{", "}", "[1", "[1,", "[1,]", "[,1]", "[,]", "[1,,2]", "[1 2]",
    "[1;2]", "[1:2]", "[}", "{]", "[1}", '{"a":1]', '{"a"}', '{"a":}', '{"a":1,}',
    '{"a":1,,"b":2}', '{,"a":1}', '{"a" 1}', '{"a"::1}', '{"a","b"}', '{"a":1 "b":2}',
    '{"a":1;"b":2}', "{a:1}", "{'a':1}", "{1:1}", "{null:1}", "{true:1}", '{[]:1}', '{{}:1}',
    '{"a":1', '{"a":', '{"a"', '{"a', '{"', '{"a":1,', "[[[", '[{"a":[', "[1]]", '{}}',
    '{"a":{}}}', "1 1", "1,1", '"a""b"', '"a" "b"', '"a"b', "[]1", "{}1", "1[]", "null null", ",",
    ":", ",,", "::", '"', '"a', '"\\', '"\\"', '"a\\', '"a\nb', '"\t"', '"\x00"', '"\x1f"',
    '"a\x08"', '"\x7f"', '"\\a"', '"\\x41"', '"\\0"', '"\\\'"', '"\\U0041"', '"\\ "', '"\\u"',
    '"\\u0"', '"\\u00"', '"\\u004"', '"\\u004g"', '"\\u 041"', '"\\u+041"', '"\\u-041"',
    '"\\u004\\"', '"\\uD800"', '"\\uDC00"', '"\\udfff"', '"\\uD800x"', '"\\uD800\\n"',
    '"\\uD800\\uD800"', '"\\uD800\\u0041"', '"\\uDC00\\uD800"', '"\\uD800\\', '"\\uD800\\u"',
    '"\\uD800\\uDC0"', '"\\uD800\\uDC0g"', '"\\uD800\\U"', '"\\uD83D\\uDE00\\uDE00"',
    '"\\uD83D\\uD83D\\uDE00"', '"\\ud83d \\ude00"', '"\\é"', '"\\😀"', "\x0b1", "\x0c1", "\u00a01",
    "\u20281", "\u30001", "\ufeff1", "1\ufeff", "1\u00a0", "\u200b", "\x00", "\x001", "1\x00",
    "\x1f", "\x7f", "é", "😀", "“x”", "-", "--", "+", ".", "e", "E1", "0é", "1é", "trué", "[1é]",
    '{"é"é:1}', '{"a":1é}', '"a":1', "a:b", '[1"a"]', '["a"1]', "[true false]", "[null1]",
    "[tru]", "[[1]2]", '{"a":1}{', '["\\uD800"]', '{"\\x":1}', '{"\\uD800":1}', '{"a\x01":1}',
    '{"a":"\x01"}', "<a/>", "%31", "1%", "--1", "[1]\x0c", "[\x0c1]", "[1\x0b]", *BROKEN,
)  # fmt: skip

# In a string, or for a value: bytes that are not UTF-8, and bytes that just are.
ENCODINGS = (
    b"\x80", b"\xbf", b"\xc0", b"\xc1", b"\xc0\x80", b"\xc0\xaf", b"\xc1\xbf", b"\xe0\x80\x80",
    b"\xe0\x80\xaf", b"\xe0\x9f\xbf", b"\xf0\x80\x80\x80", b"\xf0\x8f\xbf\xbf", b"\xed\xa0\x80",
    b"\xed\xbf\xbf", b"\xed\xad\xbf", b"\xed\xa0\xbd\xed\xb8\x80", b"\xf4\x90\x80\x80",
    b"\xf5\x80\x80\x80", b"\xf8\x88\x80\x80\x80", b"\xfc\x84\x80\x80\x80\x80", b"\xfe", b"\xff",
    b"\xff\xfe", b"\xfe\xff", b"\xc3", b"\xe2", b"\xe2\x82", b"\xf0", b"\xf0\x9f",
    b"\xf0\x9f\x98", b"\xc3(", b"\xe2(\xa1", b"\xe2\x82(", b"\xf0(\x8c\xbc", b"\xf0\x90(\xbc",
    b"\xf0\x9f\x98(", b"\xc3\xc3", b"\xe2\xe2\x82\xac", b"\xf0\x9f\xf0\x9f\x98\x80",
    b"\xc3\xa9\xa9", b"\xe9", b"\xc3\\u00e9", b"\xf1\x80\x80", b"\xf4\x8f\xbf", b"\xe1\x80\xc0",
    b"\xee\x80\x7f", b"\xc2\x7f", b"\xdf\xc0", b"\xc2\x80", b"\xdf\xbf", b"\xe0\xa0\x80",
    b"\xef\xbf\xbf", b"\xed\x9f\xbf", b"\xee\x80\x80", b"\xf0\x90\x80\x80", b"\xf4\x8f\xbf\xbf",
    b"\xef\xbb\xbf", b"\xef\xb7\x90", b"\xf0\x9f\xbf\xbe", b"\xe2\x80\xa8", b"\xc2\x85",
)  # fmt: skip

# For a whole record.
RECORDS = (
    b"{", b"}", b"[", b"]", b"{}", b"[]", b"null", b"true", b"false", b"0", b"-1.5e3", b'"x"',
    b'""', b"[{}]", b"{{}}", b"[[]]", b"{}{}", b"{} {}", b"[]{}", b"{}]", b"{}}", b"{},", b"{};",
    b"{}//", b"{}#", b"{}\x00", b"\x00{}", b" {} ", b"\t{}\t", b"\x0b{}", b"\xef\xbb\xbf{}",
    b"{}\xef\xbb\xbf", b"\xff\xfe{\x00}\x00", b"\xfe\xff\x00{\x00}", b"{\x00}\x00", b"\xef\xbb",
    b"\xef", b"{\"a\":1,\"a\":2}", b"{\"\":0,\"\":1}", b"-", b"1e", b"nul", b"tru", b"+", b"'",
    b"\"", b"\\", b"\x7f", b"\x80", b"a", b"{\"", b"{\"a", b"{\"a\"", b"{\"a\":", b"{\"a\":1",
    b"{\"a\":1,", b"[1", b"[1,", b"[1,]", b"[\"", b"[{\"a\":1,\"a\":[{\"b\":1,\"b\":2}]}]",
    b"\xc2\xa0{}", b"{\xc2\xa0}", b"<xml/>", b"a=1", b"a: 1", b"---", b"{}\xe2\x80\xa8", b"[1]{",
    b"5 5", b"\"a\"\"b\"", b"{\"a\":1}x", b",", b":", b",{}",
)  # fmt: skip

MARK = "\ue123mark\ue123"


def spliced(text, raw):
    """The record with raw bytes where the mark stands."""
    return text.encode("utf-8").replace(MARK.encode("utf-8"), raw)
