"""ONS deaths of England and Wales by sex, cause and single year of age from 15 to 79, by calendar year.

The file names no area. That it is England and Wales was seen by adding its ages up against the ONS weekly deaths
(`derived`: 9,536 men aged 15-44 in 2015 here, 9,515 in the weeks ending in 2015 there). Ages under 15 and over 79
are not in it, so no total of a cause is made.
"""

from collections.abc import Mapping

from joinedup.core.period import Period
from joinedup.intake.national.death_figures import SEXES, figure, group_of
from joinedup.intake.national.layout import (
    ENGLAND_AND_WALES,
    Known,
    Seen,
    check_columns,
    check_follow_on,
    check_once,
    check_whole,
    told_by,
    year_of,
)
from joinedup.intake.national.reader import National, Reader
from joinedup.intake.national.sheet import Sheet
from joinedup.intake.national.tables import published
from joinedup.kinds.area import Area

SOURCE = "ONS, deaths by cause, sex and single year of age, England and Wales"
_KEYS = ("sex", "year", "cause")
_AGES = tuple(str(age) for age in range(15, 80))
CAUSES = {
    "All causes": "all-causes",
    "I: Certain infectious and parasitic diseases": "infectious-diseases",
    "Viral hepatitis": "viral-hepatitis",
    "Human immunodeficiency virus [HIV] disease": "hiv",
    "II: Neoplasms": "neoplasms",
    "Malignant neoplasms of digestive organs": "cancer-of-digestive-organs",
    "Malignant neoplasms of respiratory and intrathoracic organs": "cancer-of-respiratory-organs",
    "Malignant neoplasm of breast": "cancer-of-breast",
    "Malignant neoplasm of the female genital organs": "cancer-of-female-genital-organs",
    "Malignant neoplasms, stated or presumed to be primary, of lymphoid, haematopoietic and related tissue": (
        "cancer-of-blood-and-lymph"
    ),
    "V: Mental and behavioural disorders": "mental-and-behavioural-disorders",
    "Mental and behavioural disorders due to psychoactive substance use (excluding tobacco)": (
        "disorders-due-to-psychoactive-substances"
    ),
    "VI: Diseases of the nervous system": "nervous-system",
    "IX: Diseases of the circulatory system": "circulatory-system",
    "Ischaemic heart diseases": "ischaemic-heart-disease",
    "Other forms of heart disease": "other-heart-disease",
    "Cerebrovascular diseases": "cerebrovascular-disease",
    "X: Diseases of the respiratory system": "respiratory-system",
    "Chronic obstructive pulmonary disease": "chronic-obstructive-pulmonary-disease",
    "Influenza and pneumonia": "influenza-and-pneumonia",
    "XI: Diseases of the digestive system": "digestive-system",
    "Diseases of liver": "liver-disease",
    "XX: External causes of morbidity and mortality": "external-causes",
    "Accidents": "accidents",
    "Accidental poisoning by and exposure to noxious substances": "accidental-poisoning",
    "Intentional self-harm": "intentional-self-harm",
    "Intentional self-poisoning by drugs, medicaments and biological substances": "intentional-self-poisoning-by-drugs",
    "Poisoning by drugs, medicaments and biological substances, undetermined intent": (
        "poisoning-by-drugs-undetermined-intent"
    ),
}
"""Causes as printed, and the end of their measures: deaths-from-…"""
_KNOWN = {True: Known({"sex": "Males", "year": "2001", "cause": "All causes"}, "79", "9877")}


def measure_of(slug: str) -> str:
    """Return the measure of a cause's deaths at ages 15 to 79."""
    return f"deaths-from-{slug}"


def _matches(header: tuple[str, ...]) -> bool:
    return set(_KEYS) <= set(header)


def _parse(sheet: Sheet, _areas: Mapping[str, Area]) -> National:
    check_columns(sheet, (*_KEYS, *_AGES))
    lacks = "of which country it is: men aged 79 of 2001 should be 9,877 from all causes"
    mend = "If it is England and Wales, put 'england and wales' into its file name"
    told_by(sheet, _KNOWN, lambda name: "england and wales" in name or None, lacks, mend)
    rows, years = [], []
    seen: Seen = {}
    for row, (sex, year_text, cause, *cells) in sheet.rows:
        if not SEXES.get(sex):
            sheet.refuse(row, "sex", sex, "'Males' or 'Females'")
        if cause not in CAUSES:
            sheet.refuse(row, "cause", cause, "one of the 28 causes that we know")
        year = year_of(sheet, row, "year", year_text)
        check_once(sheet, seen, (sex, cause, year), row, f"{sex}, {cause}, {year}")
        for age, cell in zip(_AGES, cells, strict=True):
            group = group_of(sex=SEXES[sex], age=age)
            deaths = sheet.whole(row, age, cell)
            rows.append(figure(measure_of(CAUSES[cause]), ENGLAND_AND_WALES, Period.years(year), deaths, group, SOURCE))
        years.append(year)
    first, last = check_follow_on(sheet, years)
    check_whole(sheet, seen)
    return National(
        {"published": published(rows)},
        sender="ons-deaths-by-cause",
        sender_name="ONS deaths by cause, sex and age, England and Wales",
        feed="published",
        covers=Period.years(first, last),
        released_on=None,
    )


READER = Reader(
    slug="ons-deaths-by-cause-age-and-sex",
    title="Deaths in England and Wales by cause, sex and single year of age (15 to 79)",
    publisher="Office for National Statistics (ONS)",
    origin="https://www.nomisweb.co.uk (mortality statistics by underlying cause, sex and age)",
    licence="Open Government Licence v3.0",
    cadence="yearly",
    encoding="cp1252",
    markers={},
    shape="one row a sex, year and cause; then one column a year of age, 15 to 79",
    gives=tuple(measure_of(slug) for slug in CAUSES.values()),
    matches=_matches,
    parse=_parse,
)
