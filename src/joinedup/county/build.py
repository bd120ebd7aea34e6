"""Build the synthetic county: a folder of files as partners would send them."""

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

import numpy as np

from joinedup.county.answers import ask
from joinedup.county.around import with_returns, years_around
from joinedup.county.calibrated import CALIBRATED
from joinedup.county.columns import episode_items
from joinedup.county.contacts import calendar
from joinedup.county.days import year_start
from joinedup.county.drugs import cite_drugs
from joinedup.county.episodes import lay_episodes
from joinedup.county.exact import year_journeys
from joinedup.county.expecting import write_expected
from joinedup.county.feeds import write_feeds
from joinedup.county.interventions import interventions, reviews, times_in_treatment
from joinedup.county.journeys import Journeys, cut_off, joined
from joinedup.county.people import draw_people
from joinedup.county.places import SERVICES
from joinedup.county.plan import Plan
from joinedup.county.plants import add_faults, make_collisions
from joinedup.county.population import population
from joinedup.county.profiles import information_reviews, profiles
from joinedup.county.providers import Records, provider_rows, write_provider, write_sidecar
from joinedup.county.published import england, prevalence
from joinedup.county.stationary import chance_journeys
from joinedup.county.truth import write_feed_truth, write_truth
from joinedup.kinds.feed import Feed
from joinedup.kinds.parameters import CodeList
from joinedup.kinds.standard import Standard

_FEEDS = """`feeds/` holds what police, hospitals, pharmacies and others send, `corrections/` what one of them sends
again a few days later, `expected_senders.toml` who is expected to send what.
"""

Progress = Callable[[str], None]

_README = """This folder is synthetic: nobody in it exists, and neither do the places or the services.

It was made by `joinedup county` (plan {plan}, seed {seed}, scale {scale}) in the shape of what partners send:
one NDTMS flat file for each provider, population, estimates of need and figures for England, each with a sidecar
that says what it covers. `truth/` holds what was planted, and is not something a partner would send.
{feeds}Every area and agency code starts with X, which no real one does.
"""


def build_county(
    folder: Path,
    *,
    seed: int,
    scale: float,
    standard: Standard,
    code_lists: Mapping[str, CodeList],
    feeds: Mapping[str, Feed] | None = None,
    plan: Plan = CALIBRATED,
    progress: Progress | None = None,
) -> None:
    """Write the county's files into `folder`, which is made if need be. Same arguments, same bytes.

    `seed` sets every draw, `scale` multiplies the plan's counts, populations and needs. `feeds` are those of partners,
    written where the plan has plants. `progress` is told, in a few words, what is being made.
    """
    say = progress or (lambda words: None)
    folder.mkdir(parents=True, exist_ok=True)
    rng = np.random.default_rng([seed, 20_090_401])
    day_after = year_start(plan.last_year + 1)
    covers = (f"{plan.first_year}-04-01", f"{plan.last_year + 1}-04-01")
    extract = date(plan.last_year + 1, 4, 15).isoformat()

    say("laying out journeys")
    table = lay_journeys(rng, plan, scale)
    drugs = cite_drugs(rng, table, plan, code_lists["drug"])
    people, person = draw_people(rng, table, plan, code_lists)
    answers = ask(rng, table, drugs, plan, code_lists)
    people, collisions = make_collisions(people, table, person, plan)

    say("laying episodes on them")
    last_day = day_after - 1
    episodes, pattern = lay_episodes(rng, table, last_day, (year_start(plan.year), year_start(plan.year + 1)))
    dates = calendar(rng, episodes, answers["waits_long"].to_numpy(), last_day)
    records = Records(
        episodes,
        episode_items(rng, table, episodes, dates, people, person, answers, drugs, code_lists),
        {
            "intervention": interventions(rng, episodes, dates, answers, code_lists),
            "sub_intervention_review": reviews(rng, episodes, dates, answers, table.group),
            "time_in_treatment": times_in_treatment(episodes, dates),
            "outcomes_profile": profiles(rng, episodes, dates, answers, drugs, code_lists),
            "client_information_review": information_reviews(episodes, dates, answers),
        },
        person[episodes.journey],
    )

    faults = []
    for number, service in enumerate(SERVICES):
        say(f"writing {service.name}")
        flat, _ = provider_rows(rng, number, records, standard, has_plants=plan.has_plants)
        if plan.has_plants:
            flat, planted = add_faults(flat, service)
            faults += planted
        write_provider(folder, service, flat, covers, extract)

    say("writing population, needs and England's figures")
    for name, frame, sender, sender_name, feed in (
        ("population.csv", population(plan, scale), "X0007", "Thornmarch Observatory (synthetic)", "population"),
        ("prevalence.csv", prevalence(plan, scale), "X0007", "Thornmarch Observatory (synthetic)", "prevalence"),
        ("england_benchmarks.csv", england(plan), "X0008", "Published figures for England", "published"),
    ):
        frame.write_csv(folder / name, line_terminator="\r\n")
        write_sidecar(folder / name, sender, sender_name, feed, covers, extract)
    has_feeds = bool(feeds) and plan.has_plants
    if feeds and has_feeds:
        say("writing the feeds of partners")
        in_feeds = write_feeds(folder, feeds, seed=seed, scale=scale, day_after=date(plan.last_year + 1, 4, 1))
        write_expected(folder / "expected_senders.toml", since=date(plan.last_year - 1, 4, 1))
        (folder / "truth").mkdir(exist_ok=True)
        write_feed_truth(folder / "truth", in_feeds)
    readme = _README.format(plan=plan.slug, seed=seed, scale=f"{scale:g}", feeds=_FEEDS if has_feeds else "")
    (folder / "README.txt").write_text(readme, encoding="utf-8", newline="\n")
    write_truth(folder / "truth", plan, scale, table, drugs, people, person, pattern, collisions, faults)


def lay_journeys(rng: np.random.Generator, plan: Plan, scale: float) -> Journeys:
    """Return the plan's journeys: those held exactly with the years around them, and those that come by chance."""
    parts = []
    for planned in plan.flows:
        flow = planned.times(scale)
        parts.append(year_journeys(rng, flow, plan.year))
        parts.append(years_around(rng, flow, plan.courses[(flow.place, flow.group)], plan))
    table = with_returns(rng, joined(parts), plan.year) if parts else None
    chance = [chance_journeys(rng, arrivals, plan, scale) for arrivals in plan.arrivals]
    return cut_off(joined([*([table] if table else []), *chance]), year_start(plan.last_year + 1))
