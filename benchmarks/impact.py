"""What publishing an assortment changes, against making the flat table anew.

With a flat table the change is known only once the table is made again with the draft
in it. Both know it of the same two drafts: one for a region of 200 stores, one for the
whole chain. What they say is compared as well.
"""

from functools import partial

from _chain import build
from _flat import FLAT, build_flat
from _measure import Meter, say, say_head, say_ratio
from _rows import BASE, execute

from odoo.fields import Command

STORES, PRODUCTS = 1_000, 100_000
ROUNDS = 2
# (draft, group that it is for, stores in and below the group, target)
DRAFTS = {"a region": (17, 2, 200, None), "the whole chain": (57, 1, STORES, 0.25)}
FLAT_TEMPLATE = FLAT["product.template"][0]
CHANGE = """
    SELECT count(DISTINCT product_tmpl_id), count(DISTINCT store_id)
      FROM (SELECT * FROM {} EXCEPT SELECT * FROM {}) change
"""


def main(env):
    say(f"{STORES} stores, {PRODUCTS} products: {build(env, STORES, PRODUCTS):.0f} s")
    drafts = {
        what: make_draft(env, number, group, stores)
        for what, (number, group, stores, _target) in DRAFTS.items()
    }
    meter = Meter(env)
    *ours, flat = meter.measure(
        *(partial(ask, draft) for draft in drafts.values()),
        lambda _number: build_flat(env),
        rounds=ROUNDS,
        warm=False,
    )
    say_head("rules ms", "flat ms")
    for (what, draft), samples in zip(DRAFTS.items(), ours, strict=True):
        say_ratio(f"impact on {what}", samples, flat, draft[-1])
    check(env, drafts)


def make_draft(env, number, group, stores):
    """Turn a draft of the chain into one for a group."""
    draft = env["retail.assortment"].browse(BASE + number)
    draft.write(
        {
            "group_ids": [Command.set([BASE + group])],
            "store_ids": [Command.clear()],
        }
    )
    env.flush_all()
    assert draft.state == "draft", f"{draft.name} is {draft.state}"
    assert len(draft._get_named_stores()[draft.id]) == stores
    return draft


def ask(draft, _number=None):
    draft.env.invalidate_all()
    impact = draft._get_impact()
    return {
        name: (impact[f"{name}_products"], len(impact[f"{name}_stores"]))
        for name in ("added", "removed")
    }


def check(env, drafts):
    """Raise unless the flat tables, without each draft and with it, say the same."""
    execute(env, "DROP TABLE IF EXISTS bench_before")
    execute(env, f"ALTER TABLE {FLAT_TEMPLATE} RENAME TO bench_before")
    publish = "UPDATE retail_assortment SET state = %(state)s WHERE id = %(draft)s"
    say()
    for what, draft in drafts.items():
        found = ask(draft)
        execute(env, publish, state="published", draft=draft.id)
        build_flat(env)
        execute(env, publish, state="draft", draft=draft.id)
        expected = {}
        for name, tables in (
            ("added", (FLAT_TEMPLATE, "bench_before")),
            ("removed", ("bench_before", FLAT_TEMPLATE)),
        ):
            execute(env, CHANGE.format(*tables))
            expected[name] = env.cr.fetchone()
        assert found == expected, f"impact on {what}: {found}, not {expected}"
        assert all(found["added"] + found["removed"]), f"{what}: nothing to compare"
        say(f"the flat tables agree about {what}: products, stores {found}")
    execute(env, "DROP TABLE bench_before")
    env.cr.commit()
