"""The developer's job comes out as it should, in a process that has the package and nothing of the tests."""

import subprocess
import sys
from pathlib import Path

SCRIPT = Path(__file__).with_name("developer.py")
EXPECTED = """\
WARNING note value-case at $.data.interactions[0].mediaType: Expected `chat`, got `"Chat"`; taken as `"chat"`
WARNING warning wrong-type at $.data.interactions[0].callDuration: Expected an integer, got `"90"`; taken as `90`
WARNING error unreadable-timestamp at $.data.interactions[1].startDate: Expected a time such as \
`2015-10-01 16:02:07.000+0300`, got `"yesterday"`: it is no date and time of a known form
WARNING warning missing-member at $.data.success: Expected the member `success` in an operation response, got none
0000Sa99620J0EM5 | chat | 2015-10-01T16:02:07+03:00 | 90 | {}
0000Sa99620J0EM6 | email | None | None | {"startDate":"yesterday"}
[<MediaType.CHAT: 'chat'>, <MediaType.EMAIL: 'email'>]
3 | 15 | $.duration | an integer | [90]
3:15: error[schema-violation] Expected a value that the JSON Schema allows, got `[90]`: \
it is not of type 'integer' (schema #/properties/duration/type) (at $.duration)
{
 "callUri": "http://localhost:8080/api/v2/me/calls/7",
 "duration": 90,
 "isHeld": true
}
"""


def test_the_job_is_done(tmp_path: Path) -> None:
    command = [sys.executable, "-I", str(SCRIPT)]
    run = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)  # noqa: S603  # our own

    assert (run.stdout, run.stderr, run.returncode) == (EXPECTED, "", 0)
