"""Is the time linear? A table of time(2n) / time(n): `python -m tests.benchmarks.linear [--size CHARACTERS] [PART]`.

The texts are those that make careless parsers slow. Two is linear, four would be quadratic. Only texts with PART in
their names are tried. It is processor time, with all diagnostics made and the
garbage collector off: what that takes depends on the size of the value, for the standard library's parser as well.
"""

import argparse
import gc
import itertools
import time
from collections.abc import Callable, Mapping

import attrs

from ucsmsg import Parsed, parse, quasi

_DOUBLINGS = 3


@attrs.frozen
class Killer:
    """A text of any size: `before`, then `again` as often as it fits, then `behind`."""

    again: str
    before: str = ""
    behind: str = ""
    read: Callable[[str], quasi.Document | Parsed] = quasi.parse

    def seconds(self, size: int) -> float:
        """The processor time to read the text of about `size` characters."""
        count = size // (len(self.again) + self.again.count("%d") * 4)
        again = "".join(self.again % number for number in range(count)) if "%d" in self.again else self.again * count
        text = self.before + again + self.behind
        gc.collect()
        gc.disable()
        start = time.process_time()
        tuple(self.read(text).diagnostics)  # each is made when somebody asks
        seconds = time.process_time() - start
        gc.enable()
        return seconds


_INTERACTION = '{"data":{"messageType":"GetInteractionContentMessage","referenceId":1,"interaction":{'
_MESSAGES = '{"data":{"messageType":"GetInteractionContentMessage","referenceId":1,"messages":['

KILLERS: Mapping[str, Killer] = {
    "brackets": Killer("["),
    "brackets, closed by the wrong ones": Killer("[}"),
    "braces with a name": Killer('{"a":'),
    "brackets within the limit": Killer("[" * 200 + "1" + "]" * 200 + ",", before="[", behind="1]"),
    "braces within the limit": Killer('{"a":' * 200 + "1" + "}" * 200 + ",", before="[", behind="1]"),
    "brackets within the limit, damaged": Killer("[" * 200 + "1L" + "]" * 200 + ",", before="[", behind="1]"),
    "elements within many brackets, damaged": Killer("1L,", before="[" * 200, behind="1" + "]" * 200),
    "bracket and quote": Killer('["'),
    "bracket and string": Killer('["a",'),
    "closers": Killer("]}", before="[1"),
    "closers missing": Killer('{"a":[1},', before="[", behind="]"),
    "closers missing, other kind": Killer('[{"a":1],', before="[", behind="]"),
    "closers too many, deep": Killer("}]", before='{"a":[' * 120 + "1"),
    "closers crossed": Killer("[{]}"),
    "string unclosed": Killer("a ", before='["'),
    "string unclosed, lines": Killer("a\n", before='["'),
    "string unclosed, single quote": Killer("a\n", before="['"),
    "string unclosed, typographic quote": Killer("a\n", before="[“"),
    "string unclosed, back quote": Killer("a\n", before="[`"),
    "strings unclosed, one a line": Killer('"a":"b,\n', before="{"),
    "strings unclosed, single quotes": Killer('"a":\\\'\n', before="{"),
    "quote and line break": Killer('"\n'),
    "quote and line break in an array": Killer('"\n', before="["),
    "quotes": Killer('"', before="["),
    "single quotes": Killer("'"),
    "single quotes, escaped": Killer("\\'", before="["),
    "strings in a run, the last unclosed": Killer("u'a',", before="[", behind="'"),
    "single quotes in an object": Killer("'", before="{"),
    "typographic quotes": Killer("“", before="["),
    "quote and apostrophe": Killer("\"'", before="["),
    "quotes unescaped in a value": Killer('a"b ', before='{"a":"', behind='"}'),
    "quotes unescaped in an element": Killer('a"b ', before='["', behind='"]'),
    "quotes unescaped in members": Killer('"a":"b"c"d",', before="{", behind='"z":1}'),
    "quotes unescaped in members, lines": Killer('"a":"b"c"d",\n', before="{", behind='"z":1}'),
    "quotes unescaped in elements": Killer('"b"c"d",', before="[", behind="1]"),
    "quotes unescaped in elements, lines": Killer('"b"c"d",\n', before="[", behind="1]"),
    "quotes unescaped in names": Killer('"a"b":1,', before="{", behind='"z":1}'),
    "quotes unescaped, no end": Killer('"a"b ', before='{"a":'),
    "quotes unescaped at the root": Killer('"a"b ', before='"', behind='"'),
    "backslashes": Killer("\\", before='["'),
    "backslashes before quotes": Killer('\\"', before='["'),
    "backslashes, then quotes": Killer("\\", before='{"a":"b"c', behind='"}'),
    "escapes unknown": Killer("\\d", before='["', behind='"]'),
    "escapes of surrogates": Killer("\\ud83d", before='["', behind='"]'),
    "long suffixes": Killer("1L,", before="[", behind="1]"),
    "numbers": Killer("1,", before="[", behind="1]"),
    "one long number": Killer("1", before="[", behind="]"),
    "one long number with suffix": Killer("1", before="[", behind="L]"),
    "one long word": Killer("a", before="[", behind="]"),
    "bare words": Killer("word ", before="[", behind="]"),
    "bare words, separated": Killer("word,", before="[", behind="1]"),
    "names unquoted": Killer("a%d:1,", before="{", behind="z:1}"),
    "names without values": Killer('"a%d":,', before="{", behind='"z":1}'),
    "names without colons": Killer('"a%d" 1,', before="{", behind='"z":1}'),
    "names only": Killer('"a",', before="{", behind="}"),
    "pairs in an array": Killer('"a":1,', before="[", behind="1]"),
    "members twice": Killer('"a":1,', before="{", behind='"a":1}'),
    "members twice, all": Killer('"a":1,"a":2,"b%d":3,"b":4,', before="{", behind='"z":1}'),
    "commas": Killer(",", before="["),
    "commas in an object": Killer(",", before="{"),
    "commas missing": Killer("1 ", before="[", behind="1]"),
    "commas missing in an object": Killer('"a%d":1 ', before="{", behind='"z":1}'),
    "comma before each closer": Killer("[1,],", before="[", behind="1]"),
    "separators foreign": Killer('"a%d"=1;', before="{", behind='"z":1}'),
    "colons": Killer(":", before='{"a"'),
    "comments": Killer("/**/", before="[", behind="1]"),
    "comments to line end": Killer("//\n", before="[", behind="1]"),
    "comment that never ends": Killer("a ", before="[/*"),
    "comments that never end": Killer("/*", before="["),
    "comment openers and stars": Killer("/* *", before="["),
    "comments before the payload": Killer("/**/", behind="[1]"),
    "white space": Killer(" ", before="[", behind="1]"),
    "white space around commas": Killer(" , ", before="["),
    "white space, foreign": Killer("\N{NO-BREAK SPACE}", before="[", behind="1]"),
    "white space, mixed": Killer("\N{NO-BREAK SPACE} ", before="[", behind="1]"),
    "dots": Killer(".", before="[", behind="]"),
    "dots, separated": Killer("..., ", before="[", behind="1]"),
    "dots in braces": Killer("{..a..},", before="[", behind="1]"),
    "dots in braces, unclosed": Killer("{..a", before="["),
    "parentheses": Killer("(", before="["),
    "parentheses with quotes": Killer("('a',", before="["),
    "unexpected characters": Killer("\x00", before="[", behind="]"),
    "prose": Killer("a word, and another. "),
    "prose with brackets": Killer("see [1] and {x}. ", behind='{"a":1}'),
    "prose with opening brackets": Killer('see {"a" and ["b" ', behind='{"a":1}'),
    "prose behind": Killer("see [1] and {x}. ", before='{"a":1}'),
    "prose, an opening bracket in each line": Killer('{"a":\nword\n'),
    "payloads": Killer('{"a":1}\n'),
    "payloads, damaged": Killer('{"a":1L,\n'),
    "member without its brace": Killer('"a%d":1,', behind='"z":1}'),
    "text in a comment": Killer('{"a":1},', before="/*[", behind="1]*/"),
    "members unknown": Killer('"a%d":1,', before=_INTERACTION, behind='"id":"1"}}}', read=parse),
    "messages of the wrong type": Killer("1,", before=_MESSAGES, behind="1]}}", read=parse),
    "messages without anything": Killer("{},", before=_MESSAGES, behind="{}]}}", read=parse),
    "notifications that are none": Killer("1,", before="[", behind="1]", read=parse),
    "text in a string": Killer("\\n", before='{"data":"{', behind='}"}', read=parse),
    "text in a string, damaged": Killer("1L,", before='{"data":"{\\"a\\":[', behind='1]}"}', read=parse),
    "texts in strings": Killer('{"data":"{}"},', before="[", behind="1]", read=parse),
    "times": Killer('{"timestamp":"2013-11-2521: 02: 22.000+0200"},', before=_MESSAGES, behind="{}]}}", read=parse),
}


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("part", nargs="?", default="", help="only texts with this in their names")
    parser.add_argument("--size", type=int, default=1_000_000, help="characters of the largest text")
    options = parser.parse_args()
    sizes = [options.size >> doubling for doubling in range(_DOUBLINGS, -1, -1)]
    quasi.parse("[1L]")  # loads the grammar
    print(f"{'':42}{'ms':>9}   time(2n) / time(n) up to {options.size:,} characters")
    for name, killer in KILLERS.items():
        if options.part in name:
            seconds = [killer.seconds(size) for size in sizes]
            ratios = [f"{more / less:7.2f}" for less, more in itertools.pairwise(seconds)]
            print(f"{name:42}{seconds[-1] * 1000:9.0f}  {''.join(ratios)}", flush=True)


if __name__ == "__main__":
    main()
