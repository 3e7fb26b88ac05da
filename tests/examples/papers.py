"""Which examples stand for what happens to the papers of a ballot?"""

from tests.examples.envelopes import SHEET, decided, recorded
from voting.events.papers import (
    BallotsCollected,
    BallotsIssued,
    BoxesInspected,
    PapersArchived,
    PapersDestroyed,
    SheetSigned,
    ValidityDeclared,
)

EXAMPLES = (
    (recorded("2024-01-18"), BoxesInspected(boxes=5)),
    (
        recorded("2024-01-18"),
        BallotsIssued(printed=330, issued=314, exchanged=3, surplus_voided=13, colour="浅绿色"),
    ),
    (recorded("2024-01-18"), BallotsCollected(collected=314)),
    (decided("session_presidium"), ValidityDeclared(valid=True, issued=314, collected=314)),
    (recorded("2024-01-18"), SheetSigned(sha256=SHEET)),
    (
        recorded("2024-01-18"),
        PapersArchived(place="示例县人大常委会机关档案室密集架3-2", packages=2, keep_until="2024-02-17"),
    ),
    (recorded("2024-02-19"), PapersDestroyed(witnesses=2, record_sha256=SHEET)),
)
