"""The states of an exemplar: the one table, walked through whole, and what may leave the house."""

from itertools import product

import pytest

from app.exemplars.words import DID, OFFERS
from app.exemplars.workflow import RULES, Act, Party, State, acts_from, after, may_ever, publishable

SENT, AWAITING, VERIFIED, PROPOSED, PUBLISHED, WITHDRAWN = State
UNIT, WARD, PUBLISHER = Party
ALIVE = (SENT, AWAITING, VERIFIED, PROPOSED, PUBLISHED)
# Written by hand from the plan and the rules of consent: who does what, from which states, to which; yes: with consent.
EXPECTED = {
    (Act.CONSENT, UNIT, False): {
        SENT: SENT,
        AWAITING: SENT,
        VERIFIED: VERIFIED,
        PROPOSED: PROPOSED,
        PUBLISHED: PUBLISHED,
    },
    (Act.ASK_CONSENT, WARD, False): {s: AWAITING for s in (SENT, VERIFIED, PROPOSED, PUBLISHED)},
    (Act.VERIFY, WARD, True): {SENT: VERIFIED, AWAITING: VERIFIED},
    (Act.PROMOTE, WARD, True): {VERIFIED: PROPOSED},
    (Act.PUBLISH, PUBLISHER, True): {s: PUBLISHED for s in (VERIFIED, PROPOSED, PUBLISHED)},
    (Act.WITHDRAW_CONSENT, UNIT, True): {s: WITHDRAWN for s in ALIVE},
    (Act.WITHDRAW_CONSENT, WARD, True): {s: WITHDRAWN for s in ALIVE},
}
for yes in (True, False):
    EXPECTED[Act.NOTE, UNIT, yes] = {s: s for s in ALIVE}
    EXPECTED[Act.NOTE, WARD, yes] = {s: s for s in State}
    EXPECTED[Act.WITHDRAW, UNIT, yes] = {s: WITHDRAWN for s in ALIVE}


def test_every_act_of_every_party_in_every_state_leads_where_it_should():
    for state, act, party, yes in product(State, Act, Party, (True, False)):
        expected = EXPECTED.get((act, party, yes), {}).get(state)
        assert after(state, act, party, consented=yes) == expected, (state, act, party, yes)


def test_what_may_be_done_is_what_leads_somewhere():
    for state, party, yes in product(State, Party, (True, False)):
        expected = [a for a in Act if after(state, a, party, consented=yes)]
        assert sorted(acts_from(state, party, consented=yes)) == sorted(expected)


def test_an_act_is_somebodys_and_has_words():
    assert {rule.act for rule in RULES} == set(Act) - {Act.PROPOSE, Act.TAKE_DOWN}
    assert set(DID) == set(Act)
    assert set(OFFERS) == {rule.act for rule in RULES}
    assert not may_ever(Act.PUBLISH, WARD)


@pytest.mark.parametrize("state", State)
def test_nothing_leaves_without_consent_and_a_childs_guardian(state: State):
    """consent, child, guardian → whether it may be published once verified."""
    for consent, child, guardian in product((True, False), repeat=3):
        agreed = (consent, child, guardian) in {(True, False, False), (True, False, True), (True, True, True)}
        found = publishable(state, consent=consent, is_child=child, guardian_consent=guardian)
        assert found == (agreed and state in {VERIFIED, PROPOSED, PUBLISHED})


def test_from_nowhere_without_consent_does_an_act_of_others_lead_to_publishing():
    reached = {
        s for (_, party, yes), steps in EXPECTED.items() if party is not UNIT and not yes for s in steps.values()
    }

    assert PUBLISHED not in {after(s, Act.PUBLISH, PUBLISHER, consented=False) for s in State}
    assert VERIFIED not in {after(s, Act.VERIFY, WARD, consented=False) for s in reached}
