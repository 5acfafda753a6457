"""The syntax rows: departures of a text from RFC 8259."""

import functools

from ucsmsg.catalogue._row import NOTE, WARNING, Layer, Row

_row = functools.partial(Row, layer=Layer.SYNTAX)

PAGES = "documentation pages of the API"
JSON5 = "JSON5 specification; RFC 8259 has no such form"

SYNTAX_ROWS: tuple[Row, ...] = (
    _row(
        "long-suffix",
        "An integer that ends in `L`",
        '{"timestampSeconds":1385406142000L}',
        '{"timestampSeconds":1385406142000}',
        "Python 2 writes long integers with an `L`, and the documentation's samples were printed that way. The suffix "
        "is dropped; the integer is exact. A fraction or an exponent before the `L` is refused as a `bare-word`.",
        "the documented sample of GetInteractionContentMessage",
        strict=NOTE,
        lenient=NOTE,
        expected="an integer without `L`",
    ),
    _row(
        "number-suffix",
        "A number that ends in `n`, or in `d` or `f` after its fraction",
        '{"a":1n,"b":2.5d}',
        '{"a":1,"b":2.5}',
        "JavaScript writes large integers with an `n`, Java and C# write fractions with the letter of their type. The "
        "letter is dropped. `5f` and `5d` may be hexadecimal, and are refused as a `bare-word`, as other suffixes are.",
        "JavaScript's BigInt; Java's and C#'s literals",
        expected="a number without the letter of its type",
    ),
    _row(
        "number-constructor",
        "A number in a call of its type",
        '{"a":NumberLong(5),"b":Decimal(\'1.5\')}',
        '{"a":5,"b":1.5}',
        "Python's `repr` writes `Decimal('1.5')`, the shell of MongoDB `NumberLong(5)`, `NumberInt(\"5\")` and "
        '`NumberDecimal("1.5")`. Calls of other types (`ObjectId`, `ISODate`, `datetime`) are refused as a '
        "`bare-word`: they may stand for a string, or for an object of extended JSON.",
        "Python's `repr`; MongoDB's shell",
        expected="a number as RFC 8259 writes it",
    ),
    _row(
        "byte-order-mark",
        "U+FEFF before the text",
        '\ufeff{"id":1}',
        '{"id":1}',
        "RFC 8259 section 8.1 forbids writers to add a byte-order mark and lets readers ignore one. Only the very "
        "first character counts; anywhere else it is `foreign-whitespace`.",
        "RFC 8259 section 8.1; captured files",
        strict=NOTE,
        lenient=NOTE,
        expected="no byte-order mark before the text",
    ),
    _row(
        "foreign-encoding",
        "Bytes in UTF-16 or UTF-32",
        '{"id":1} as UTF-16',
        '{"id":1}',
        "RFC 8259 section 8.1 demands UTF-8 between systems. UTF-16 and UTF-32 are told by a byte-order mark or by the "
        "zero bytes of the first characters, as RFC 4627 section 3 did, and decoded strictly.",
        "RFC 4627 section 3, RFC 8259 section 8.1",
        strict=NOTE,
        lenient=NOTE,
    ),
    _row(
        "undecodable-bytes",
        "Bytes that are not UTF-8",
        "The byte 0xE9 in a text in UTF-8",
        "",
        "A byte that is not UTF-8 could be Latin-1, Windows-1252 or damage, and each gives another character. Name "
        "the encoding of a capture (`--encoding`, `encoding=`), or decode the bytes yourself and pass the text.",
        "RFC 8259 section 8.1",
    ),
    _row(
        "single-quoted-string",
        "A string in single quotes",
        "{'id':1}",
        '{"id":1}',
        "Python and JavaScript write strings that way. Double quotes inside need no backslash.",
        PAGES,
        expected="a string in double quotes",
    ),
    _row(
        "smart-quoted-string",
        "A string in typographic quotes or back quotes",
        "{“id”:1}",
        '{"id":1}',
        "Word processors and web pages replace straight quotes. The string ends at the next closing quote of the same "
        "family; straight quotes inside belong to it. A straight and another quote are a pair where the text is JSON "
        "with every such quote straight.",
        "payloads pasted through word processors",
        expected="a string in double quotes",
    ),
    _row(
        "string-prefix",
        "A string with Python's `u` or `r` prefix",
        '{u"id":1}',
        '{"id":1}',
        "`repr` of a Python 2 unicode string starts with `u`. Other prefixes change the meaning (`b` is bytes, `f` a "
        "template) and are refused; so is `r` before a text with a backslash.",
        PAGES,
        refused_when="it changes the meaning (`b'a'` is bytes, `r'\\n'` two characters) or may be a slip",
        expected="a string without prefix",
    ),
    _row(
        "python-literal",
        "`None`, `True` or `False`",
        '{"success":True}',
        '{"success":true}',
        "Python's spelling of null, true and false.",
        PAGES,
        expected="true, false or null",
    ),
    _row(
        "nil-literal",
        "`nil`",
        '{"a":nil}',
        '{"a":null}',
        "The spelling of null in Ruby, Go, Lua and Swift.",
        "Ruby's `inspect`",
        expected="null",
    ),
    _row(
        "literal-case",
        "true, false or null in other letter case",
        '{"success":TRUE}',
        '{"success":true}',
        "`TRUE`, `NULL`, `Null` and the like have one reading. Other words (`yes`, `undefined`) are bare words.",
        "hand-written payloads",
        expected="true, false or null in small letters",
    ),
    _row(
        "non-finite-number",
        "NaN or an infinity",
        "[NaN]",
        "the float NaN",
        "RFC 8259 section 6 has no such numbers; JavaScript, Python and Java print them. The value is the float; "
        "`dumps` refuses to write it.",
        "RFC 8259 section 6",
        expected="a finite number",
    ),
    _row(
        "number-form",
        "A number in a form JSON does not have",
        "[+1,.5,5.,0x1F]",
        "[1,0.5,5.0,31]",
        "A plus sign, a space after the minus sign, a missing digit beside the point, hexadecimal `0x`, octal `0o` and "
        "binary `0b`, digits grouped by underscores. Each has one value.",
        JSON5,
        expected="a number as RFC 8259 writes it",
    ),
    _row(
        "leading-zeros",
        "An integer that starts with 0",
        "[007,08]",
        "[7,8]",
        "The zeros are dropped before a single digit and before a fraction.",
        "RFC 8259 section 6",
        refused_when="there are two readings: `010` is ten in decimal and eight in octal, `08901` may be a code to "
        "which the zeros belong, `00e0` hexadecimal",
        expected="no leading zeros",
    ),
    _row(
        "number-out-of-range",
        "A number beyond the range of a double",
        "[1e999]",
        "an exact Decimal",
        "Reading it as a float would give infinity. The value is an exact `decimal.Decimal`, and `dumps` writes it "
        "back as a number.",
        "RFC 8259 section 6 on interoperability",
        strict=WARNING,
        expected="a number in the range of a double",
        is_json=True,
    ),
    _row(
        "lone-surrogate",
        "Half of a surrogate pair",
        '["\\ud83d"]',
        '["\\ud83d"]',
        "RFC 8259 section 8.2 allows the escape but it is no character. It is kept, and `dumps` writes the escape. Two "
        "halves that meet, however they were written, are one character.",
        "RFC 8259 section 8.2",
        strict=WARNING,
        expected="a pair of surrogates",
        is_json=True,
    ),
    _row(
        "control-character",
        "A raw control character in a string",
        '["a\tb"]',
        '["a\\tb"]',
        "Line breaks, tabs and other characters below U+0020 must be escaped. They are kept as they stand.",
        "RFC 8259 section 7",
        refused_when="a line break follows an equals sign: in a mail in quoted-printable (RFC 2045) both are no text",
        expected="an escape for the control character",
    ),
    _row(
        "foreign-escape",
        "An escape of another language",
        '["\\x41\\\'"]',
        '["A\'"]',
        "`\\xHH`, `\\'`, `\\v`, `\\0`, `\\UHHHHHHHH`, `\\u{H}` and a backslash before a line break (which is left "
        "out), as Python, C and JavaScript read them alike.",
        JSON5,
        refused_when="bytes may be meant: `\\xc3\\xa9` is two characters, or one in UTF-8",
        expected="an escape of RFC 8259",
    ),
    _row(
        "unknown-escape",
        "A backslash before a character that forms no escape",
        '["C:\\data"]',
        "",
        "A Windows path that was not escaped, or a typing error: the backslash may belong to the text or not, and in "
        "`C:\\new` it would even become a line break. Escape it as `\\\\`.",
        "RFC 8259 section 7",
    ),
    _row(
        "unescaped-quote",
        "A quote inside a string without a backslash",
        '{"type":"a="b"","id":1}',
        '{"type":"a=\\"b\\"","id":1}',
        "The string ends at the first quote in its line behind which the text goes on as JSON; the quotes before it "
        "belong to it. Where there is none it is an `unclosed-string`.",
        PAGES,
        refused_when="one of the quotes before may be its end as well: where it stands as JSON's own would, where it "
        'is neither one of a pair around a text (`"x"`) nor alone in a word or after a digit (`O"Hara`, `5"`), where '
        "all of them are doubled, where it follows a backslash, as in a text that was escaped twice, or where an odd "
        "one may belong to a neighbour",
        expected="an escaped quote inside the string",
    ),
    _row(
        "unclosed-string",
        "A string whose closing quote is missing",
        '{"a":"b,\n"c":1}',
        "",
        "Where the string should have ended cannot be known: everything behind the opening quote could be text. A "
        "string that runs to the end of the text is `cut-off` instead.",
        "RFC 8259 section 7",
    ),
    _row(
        "unquoted-key",
        "A member name without quotes",
        "{id:1}",
        '{"id":1}',
        "JavaScript allows names without quotes. A name that is itself a literal of Python or a number that could be "
        "written in another way is refused.",
        JSON5,
        refused_when="the name is a literal or number with several spellings: `{None:1}`, `{1.0:1}`, or its "
        "escapes are no letters: `{\\u0022a\\u0022:1}`",
        expected="a name in double quotes",
    ),
    _row(
        "bare-word",
        "A value that is neither quoted nor a number nor a literal",
        '{"statusCode": an integer value above 0}',
        "",
        "Placeholders and unquoted text never become strings: they may stand for any value. The member is left out.",
        PAGES,
    ),
    _row(
        "comment",
        "A comment",
        "[1, // one\n2]",
        "[1,2]",
        "`//` and `#` to the end of the line, `/* */` across lines. Comments are skipped; their text is in the "
        "diagnostic. `//` and `#` right behind a number or word begin none: they are part of that word.",
        JSON5,
        refused_when="it never closes, it holds the brackets that are missing behind it, it begins right behind a "
        "quote and holds one, or it stands in an array as an element does, up to the comma, with no space behind its "
        'sign (`[#red,␊#blue␊]`) or a lone quote at its end (`[// a"␊]`): it may be payload',
        expected="no comment",
    ),
    _row(
        "comment-filtered",
        "The whole text inside one comment",
        '/*[{"id":1}]*/',
        '[{"id":1}]',
        "Bayeux section 3.4 lets a server wrap its JSON in a comment against script inclusion. The content is read.",
        "Bayeux 1.0 json-comment-filtered",
    ),
    _row(
        "foreign-whitespace",
        "White space that JSON does not know",
        "[1,\u00a02]",
        "[1,2]",
        "No-break spaces, zero-width characters, form feeds and other Unicode spaces between tokens are skipped. "
        "Inside strings they are text. The two characters `\\n`, `\\r` and `\\t` are such white space too.",
        "RFC 8259 section 2",
        expected="a space, tab or line break",
    ),
    _row(
        "terminal-colour",
        "Colours of a terminal between the tokens",
        '{\x1b[34m"id"\x1b[0m:1}',
        '{"id":1}',
        "What a program writes to a terminal to colour its output (ECMA-48), copied with it. All of a text are one "
        "report, from the first to the last. Inside strings they are text.",
        "ECMA-48 section 8.3.117; the output of development tools",
        expected="no colours of a terminal",
        shows_in_diff=False,
    ),
    _row(
        "trailing-comma",
        "A comma before a closing bracket",
        "[1,]",
        "[1]",
        "Allowed by most programming languages. It is dropped.",
        PAGES,
        expected="no comma before a closing bracket",
    ),
    _row(
        "extra-comma",
        "A comma too many",
        '{"a":1,,"b":2}',
        '{"a":1,"b":2}',
        "Between members a second comma can only be a slip. It is dropped.",
        "hand-edited payloads",
        refused_when="in an array an element may be missing: `[1,,2]` is `[1,2]` or `[1,null,2]`",
        expected="a member",
    ),
    _row(
        "missing-comma",
        "No comma between two members or elements",
        '{"a":1\n"b":2}',
        '{"a":1,"b":2}',
        "Where one value ends and white space or a bracket sets off the next, they are separated. Two strings that "
        "touch in an array are refused as an `unescaped-quote`.",
        PAGES,
        refused_when='the two may be parts of one value (`["a " "b"]`, any two strings in an array of Python\'s, two '
        "numbers with only a line break between), a comma stands in a string beside it "
        '(`["a," "b"]`), or the bracket before it came too early (`[[1] 2]]`)',
    ),
    _row(
        "missing-colon",
        "No colon between a member's name and its value",
        '{"a" 1}',
        '{"a":1}',
        "A quoted name followed by a value can only be a member.",
        "hand-edited payloads",
        refused_when='a colon stands inside the name: `{"a:" 1}`',
    ),
    _row(
        "missing-value",
        "A member without a value",
        '{"a":,"b":1}',
        "",
        "Null, an empty string and no member at all are equally likely. The member is left out.",
        "hand-edited payloads",
    ),
    _row(
        "foreign-separator",
        "`=` or `=>` for a colon, `;` for a comma",
        '{"a" = 1; "b" => 2}',
        '{"a":1,"b":2}',
        "Separators of other languages and full-width ones in the place where only one can stand; a second colon.",
        "Ruby, Perl and Java notations",
    ),
    _row(
        "doubled-brace",
        "Every brace is doubled",
        '{{"a":{{"b":1}}}}',
        '{"a":{"b":1}}',
        "Templates of Python, Rust and C# write a brace as two. It is undone where each brace of the text is doubled, "
        "and none is in a string.",
        "templates that were not filled in",
        expected="single braces",
        shows_in_diff=False,
    ),
    _row(
        "missing-closer",
        "A missing `}` or `]`",
        '{"a":[1,2}',
        '{"a":[1,2]}',
        "A closing bracket of an outer level also closes the inner ones. At the end of the text, behind a complete "
        "value, what is open is closed there.",
        PAGES,
        refused_when='it may be the one in the last string (`{"a":"b}"`), or an opening one is a slip (`["a" ["b"]`)',
    ),
    _row(
        "extra-closer",
        "A `}` or `]` too many",
        '{"a":1}}',
        '{"a":1}',
        "A closing bracket to which no open one belongs is dropped.",
        PAGES,
        refused_when="adding or exchanging a bracket needs as few repairs: `[[1},2]`",
        expected="no closing bracket without an open one",
    ),
    _row(
        "missing-opener",
        "The text starts inside an object",
        '"messageType":"x"}',
        '{"messageType":"x"}',
        "The documentation prints some bodies without their outer braces. A text that starts with a member name is "
        "read as that object's inside.",
        PAGES,
        refused_when="the text goes on behind the closing brace, so that more than one opener is missing",
    ),
    _row(
        "pair-in-array",
        "A member in an array",
        '["k":"v"]',
        "",
        "An array of one-member objects, an object in wrong brackets or a list of names: three readings. The element "
        "is left out.",
        PAGES,
    ),
    _row(
        "python-tuple",
        "A tuple of Python",
        '{"a":(1,(2,3)),"b":()}',
        '{"a":[1,[2,3]],"b":[]}',
        "JSON has arrays only, and Python's `json` writes tuples so. A comma makes the tuple: `(1)` may be a number in "
        "parentheses, and is refused as a `bare-word`. So is one with anything in it that is no value.",
        "Python's `repr`",
        expected="an array in brackets",
        shows_in_diff=False,
    ),
    _row(
        "ordered-dict",
        "An `OrderedDict` of Python",
        '{"a":OrderedDict([("b",1),("c",2)])}',
        '{"a":{"b":1,"c":2}}',
        "Python writes the members as pairs in an array, since version 3.12 as a dictionary. Names are strings.",
        "Python's `repr`",
        expected="an object in braces",
        shows_in_diff=False,
    ),
    _row(
        "elided",
        "Parts left out by the author",
        '[{"id":1}, {..more..}, ...]',
        '[{"id":1}]',
        "Dots or `etc` stand for parts that were not printed. They are left out, so the result is incomplete, and with "
        'them the string that they touch: it is only the beginning of one (`"Hello wor"...`).',
        PAGES,
        refused_when="they touch two quotes: they may be text of one string",
        expected="what was left out here",
        is_loss=True,
        shows_in_diff=False,
    ),
    _row(
        "cut-off",
        "The text ends inside a value",
        '{"a":1,"b":[2,"x',
        '{"a":1,"b":[2]}',
        "What was complete is kept. The scalar or name at the end, or before the break of a single line, may have been "
        "longer: it stands only in the diagnostic.",
        "truncated logs",
        refused_when="the whole text is one string without its end",
        is_loss=True,
    ),
    _row(
        "duplicate-key",
        "A member name that occurs twice in one object",
        '{"a":1,"a":2}',
        '{"a":2}',
        "RFC 8259 section 4 leaves the meaning open; JSON parsers take the last. The earlier value stands in the "
        "diagnostic.",
        "RFC 8259 section 4",
        shows_in_diff=False,
        is_json=True,
    ),
    _row(
        "encoded-text",
        "A text that was encoded once more",
        '{\\"id\\":1}',
        '{"id":1}',
        'JSON that was taken out of a JSON string (`\\"` or `\\u0022`), a field of CSV (`""`), an attribute in HTML '
        "(`&quot;`) or an address (`%22`) without undoing what that needs. Where every quote is written that way, and "
        "what is meant is JSON, it is read.",
        "logs, exports and pages",
        refused_when="only some of the quotes are encoded, or each in its own way",
    ),
    _row(
        "surrounding-text",
        "Text before or after the payload",
        'POST /api/v2/ucs\n{"id":1}',
        '{"id":1}',
        "A request line, prose, a log prefix or the fences of a code block around the one payload of a text. In a "
        "fence, a call or an assignment, and after a guard such as `)]}'`, the value may be of any kind; after `data:` "
        "of an event stream and after HTTP headers it may be any array.",
        PAGES,
        refused_when="the text around has an odd bracket or quote, a member or a JSON value of its own, or another "
        "argument of the call",
        expected="nothing but the JSON value",
    ),
    _row(
        "several-values",
        "More than one payload in a text",
        '{"id":1} {"id":2}',
        "",
        "One text, one value: which one is meant cannot be known. Read several payloads with `iter_parse`.",
        "RFC 8259 section 2",
    ),
    _row(
        "no-value",
        "A text without any payload",
        "no payload here",
        "",
        "Nothing but white space, comments or prose.",
        "RFC 8259 section 2",
    ),
    _row(
        "unexpected-text",
        "Text that fits nowhere",
        '{"a":1 ) }',
        "",
        "Characters between the tokens of a payload that no deviation explains. The member or element they touch is "
        "left out.",
        "RFC 8259 section 2",
    ),
    _row(
        "limit-exceeded",
        "A text beyond a limit",
        "100,000 opening brackets",
        "",
        "Size, depth, digits of a number and number of diagnostics are limited, so that hostile input can cost neither "
        "memory nor time. The limits are settings: see `quasi.Limits`.",
        "RFC 8259 section 9",
    ),
)
