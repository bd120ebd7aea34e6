"""The invented services of the synthetic county as its public directory would list them.

Telephone numbers are from the ranges that Ofcom keeps for drama (01632 960000 to 960999, 08081 570000 to 570999): they
never ring anywhere. Places and services are those of `places.py`, with a few that send no treatment data.
"""

from dataclasses import dataclass

from joinedup.county.places import PLACES

DISTRICTS = tuple(name for _, name, _ in PLACES[0].districts)
EVERYWHERE = (*DISTRICTS, PLACES[1].name)
_CITY = (PLACES[1].name,)


@dataclass(frozen=True, slots=True)
class ListedService:
    """One service as the public sees it. Ages are whole years, None for no limit; `checked_days_ago` from today."""

    slug: str
    name: str
    owner: str
    summary: str
    who_for: str
    eligibility: str
    opening: str
    access: str
    how_to_refer: str
    phone: str
    address: str
    languages: str
    step_free: str
    age_from: int | None
    age_to: int | None
    needs: tuple[str, ...]
    places: tuple[str, ...]
    checked_days_ago: int


LISTED = (
    ListedService(
        "thornmarch-recovery-service",
        "Thornmarch Recovery Service",
        "thornmarch-recovery",
        "We help adults who want to change how they use drugs or alcohol. You can get medicine, talk to a worker, "
        "join a group and get help with your health.",
        "Anyone aged 18 or over who is worried about their drug or alcohol use.",
        "You live in Thornmarch. You do not need a letter from a doctor.",
        "Monday to Friday, 9am to 5pm. Open until 8pm on Tuesday.",
        "Walk in or call us. We will see you on the day if we can.",
        "You can ask for help yourself. Doctors, family and others can call us too, if you say yes.",
        "01632 960101",
        "12 Millrace Street, Ashwold, X1 1AA",
        "English and Polish. We can book someone who speaks your language.",
        "yes",
        18,
        None,
        ("alcohol", "opiates", "other-drugs", "naloxone"),
        DISTRICTS,
        40,
    ),
    ListedService(
        "quillhaven-drug-and-alcohol-service",
        "Quillhaven Drug and Alcohol Service",
        "quillhaven-drug-and-alcohol",
        "We help adults who use drugs or drink. We can start medicine within days. We have groups each day.",
        "Anyone aged 18 or over.",
        "You live or sleep in Quillhaven. You do not need an address.",
        "Every day, 9am to 6pm.",
        "Walk in. There is a worker at the door.",
        "Ask us yourself, or ask someone to call for you.",
        "08081 570110",
        "3 Lantern Quay, Quillhaven, X2 1AB",
        "English, Romanian and Urdu.",
        "yes",
        18,
        None,
        ("alcohol", "opiates", "other-drugs", "naloxone"),
        _CITY,
        12,
    ),
    ListedService(
        "thornmarch-young-peoples-service",
        "Thornmarch Young People's Service",
        "thornmarch-young-people",
        "We talk with young people about drugs, drink and vapes. We can meet you at school, at home or in a cafe.",
        "Young people aged 11 to 18.",
        "You live or go to school in Thornmarch.",
        "Monday to Friday, 10am to 6pm.",
        "Text or call us. We will come to you.",
        "You can ask yourself. We do not always have to tell your parents. We will talk with you about that first.",
        "01632 960120",
        "",
        "English.",
        "yes",
        11,
        18,
        ("young-people", "alcohol", "other-drugs"),
        DISTRICTS,
        75,
    ),
    ListedService(
        "quillhaven-young-peoples-service",
        "Quillhaven Young People's Service",
        "quillhaven-young-people",
        "A worker of your own who listens. We help with drugs, drink and what is going on around them.",
        "Young people under 19.",
        "You live in Quillhaven.",
        "Monday to Saturday, 11am to 7pm.",
        "Come to our van or call us.",
        "Ask yourself, or ask a teacher or a parent to call.",
        "08081 570121",
        "The Old Library, Quillhaven, X2 2AC",
        "English and Urdu.",
        "partly",
        None,
        18,
        ("young-people", "alcohol", "other-drugs"),
        _CITY,
        230,
    ),
    ListedService(
        "fennick-ward",
        "Fennick Ward",
        "fennick-ward",
        "A hospital ward where nurses and doctors help you to stop drinking or using drugs safely. "
        "Most people stay for one or two weeks.",
        "Adults for whom it is not safe to stop at home.",
        "A drug and alcohol service has to ask for a bed for you.",
        "Always open.",
        "Your worker will plan it with you.",
        "Your worker asks for a bed. You cannot ask by yourself.",
        "01632 960130",
        "Fennick Hospital, Carrowmere, X1 3AD",
        "English. We can book someone who speaks your language.",
        "yes",
        18,
        None,
        ("alcohol", "opiates", "other-drugs", "staying-in"),
        EVERYWHERE,
        60,
    ),
    ListedService(
        "larkstone-house",
        "Larkstone House",
        "larkstone-house",
        "A house where you live with others for three to six months and learn to live without drugs or drink.",
        "Adults who have stopped and want to stay stopped.",
        "Your council has to agree to pay. Your worker can ask.",
        "Always open. Call between 9am and 5pm.",
        "Come and see us first. We will show you round.",
        "Your worker sends us a form with you.",
        "01632 960140",
        "",
        "English.",
        "no",
        18,
        None,
        ("alcohol", "opiates", "other-drugs", "staying-in"),
        EVERYWHERE,
        150,
    ),
    ListedService(
        "harbour-street-pharmacy",
        "Harbour Street Pharmacy",
        "harbour-street-pharmacy",
        "New needles and syringes, a safe place to leave old ones, and free naloxone. We show you how to give it.",
        "Adults.",
        "No appointment. We do not ask your name.",
        "Monday to Saturday, 8am to 8pm. Sunday, 10am to 4pm.",
        "Ask at the counter. There is a room where you can talk.",
        "Just come in.",
        "01632 960150",
        "41 Harbour Street, Quillhaven, X2 3AE",
        "English, Polish and Romanian.",
        "yes",
        18,
        None,
        ("needle-exchange", "naloxone"),
        _CITY,
        20,
    ),
    ListedService(
        "vellside-van",
        "The Vellside Van",
        "thornmarch-recovery",
        "A van that comes to villages with needles, naloxone and a nurse.",
        "Adults.",
        "No appointment. We do not ask your name.",
        "Vellside: Monday, 2pm to 5pm. Dunmarsh: Thursday, 2pm to 5pm.",
        "Look for the green van at the market place.",
        "Just come.",
        "01632 960160",
        "",
        "English.",
        "partly",
        18,
        None,
        ("needle-exchange", "naloxone", "opiates"),
        ("Dunmarsh", "Vellside"),
        33,
    ),
    ListedService(
        "families-beside",
        "Families Beside",
        "families-beside",
        "We help you when someone you love drinks or uses drugs. You can talk with us and meet others like you.",
        "Parents, partners, children over 16, brothers, sisters and friends.",
        "You live in Thornmarch or Quillhaven. The other person need not be getting help.",
        "Phone line: every day, noon to 9pm. Group: Wednesday, 7pm.",
        "Call us. We will call back if you leave a number.",
        "Just call.",
        "08081 570170",
        "Group: St Osyth's Hall, Ashwold, X1 2AF",
        "English.",
        "yes",
        16,
        None,
        ("family",),
        EVERYWHERE,
        95,
    ),
    ListedService(
        "first-day-out",
        "First Day Out",
        "first-day-out",
        "We meet you at the gate when you leave prison, and help with medicine, a phone and a place to sleep.",
        "Adults who are leaving prison and use or used drugs or alcohol.",
        "You are coming to live in Thornmarch or Quillhaven.",
        "Every day, 8am to 6pm.",
        "Tell your prison worker, or call us from prison.",
        "You, your family or your worker can ask.",
        "01632 960180",
        "",
        "English and Polish.",
        "yes",
        18,
        None,
        ("after-prison", "opiates", "alcohol", "naloxone"),
        EVERYWHERE,
        5,
    ),
    ListedService(
        "tuesday-table",
        "The Tuesday Table",
        "tuesday-table",
        "People in recovery cook and eat together. Nobody has to talk about anything.",
        "Anyone who wants company without drink or drugs.",
        "Just come. It is free.",
        "Tuesday, 6pm to 9pm.",
        "Ring the bell at the side door.",
        "Just come.",
        "01632 960190",
        "Mission Hall, East Thornmarch, X1 4AG",
        "English.",
        "no",
        18,
        None,
        ("mutual-aid",),
        ("East Thornmarch", "Ashwold"),
        310,
    ),
)
