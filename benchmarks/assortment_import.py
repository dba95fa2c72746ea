"""An assortment of 50,000 lines: imported from CSV, exported, opened, changed, saved.

The import is the client's own (`base_import`), in one call, and once in the batches of
2,000 rows that the client sends. Everything happens in one transaction that is rolled
back; the smaller run shows whether the cost is linear.
"""

import csv
import io
import random
import time
from contextlib import contextmanager

SIZES = (10000, 50000)
BATCH = 2000
OPTIONS = {
    "has_headers": True,
    "quoting": '"',
    "separator": ",",
    "encoding": "utf-8",
    "date_format": "%Y-%m-%d",
    "datetime_format": "%Y-%m-%d %H:%M:%S",
    "float_thousand_separator": ",",
    "float_decimal_separator": ".",
    "advanced": True,
    "keep_matches": False,
    "import_set_empty_fields": [],
    "import_skip_records": [],
    "tracking_disable": True,
}
FORM_LINES = ("effect_color", "effect", "kind", "date_start", "date_end")


def build(env, size):
    """Make products with external ids, by SQL; return [(template, variant)]."""
    categ = env["product.category"].create({"name": "Bench"})
    model = env["product.product"].create({"name": "Model", "categ_id": categ.id})
    env.flush_all()
    env.cr.execute(
        """
        WITH template AS (
            INSERT INTO product_template
                (name, type, categ_id, uom_id, active, sale_ok, tracking,
                 service_tracking, purchase_ok)
            SELECT jsonb_build_object('en_US', 'Bench article ' || n), type, categ_id,
                   uom_id, TRUE, TRUE, tracking, service_tracking, purchase_ok
              FROM product_template, generate_series(1, %s) n
             WHERE id = %s
            RETURNING id
        ), variant AS (
            INSERT INTO product_product (product_tmpl_id, active, combination_indices)
            SELECT id, TRUE, '' FROM template
            RETURNING id, product_tmpl_id
        ), named AS (
            INSERT INTO ir_model_data (module, name, model, res_id)
            SELECT 'bench', 'variant_' || id, 'product.product', id FROM variant
        )
        SELECT product_tmpl_id, id FROM variant ORDER BY id
        """,
        [size, model.product_tmpl_id.id],
    )
    rows = env.cr.fetchall()
    env.cr.execute("ANALYZE product_template, product_product, ir_model_data")
    env.invalidate_all()
    return rows


@contextmanager
def timed(env, label, size):
    env.flush_all()
    env.invalidate_all()
    # As autovacuum does between the imports of a day.
    env.cr.execute("ANALYZE retail_assortment_line, ir_model_data")
    queries, start, cpu = (
        env.cr.sql_log_count,
        time.perf_counter(),
        time.process_time(),
    )
    yield
    env.flush_all()
    seconds, cpu = time.perf_counter() - start, time.process_time() - cpu
    print(
        f"  {label:<38}{seconds:8.1f} s  {cpu:6.1f} s of CPU"
        f"  {seconds / size * 1000:5.2f} ms/line"
        f"  {env.cr.sql_log_count - queries:6} queries",
        flush=True,
    )


def to_csv(header, rows):
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(header)
    writer.writerows(rows)
    return text.getvalue().encode()


def load(env, model, header, rows, batch=0):
    """Import rows as the client does, at once or in its batches."""
    wizard = env["base_import.import"].create(
        {
            "res_model": model,
            "file": to_csv(header, rows),
            "file_type": "text/csv",
            "file_name": "lines.csv",
        }
    )
    wizard = wizard.with_context(tracking_disable=True)
    options = dict(OPTIONS)
    while True:
        if batch:
            options["limit"] = batch
        result = wizard.execute_import(header, header, dict(options))
        if result["messages"]:
            raise SystemExit(result["messages"][:3])
        if not result["nextrow"]:
            return
        options["skip"] = result["nextrow"]


def assortment(env, name):
    store = env["stock.warehouse"].search([], limit=1)
    store.is_store = True
    return env["retail.assortment"].create(
        {"name": name, "store_ids": [(6, 0, store.ids)]}
    )


def measure(env, size):
    print(f"{size} lines", flush=True)
    products = build(env, size)
    values = ["effect", "date_start", "date_end"]
    rest = ["Include", "2026-01-01", ""]

    one = assortment(env, "By database id")
    header = ["assortment_id/.id", "product_id/.id", *values]
    rows = [[one.id, variant, *rest] for _template, variant in products]
    with timed(env, "import by database id", size):
        load(env, "retail.assortment.line", header, rows)

    two = assortment(env, "By external id")
    header = ["assortment_id/.id", "product_id/id", *values]
    rows = [[two.id, f"bench.variant_{variant}", *rest] for _tmpl, variant in products]
    with timed(env, "import by external id", size):
        load(env, "retail.assortment.line", header, rows)

    three = assortment(env, "By name")
    header = ["assortment_id", "product_tmpl_id", *values]
    rows = [[three.name, f"Bench article {n + 1}", *rest] for n in range(size)]
    with timed(env, f"import by name, {BATCH} rows at a time", size):
        load(env, "retail.assortment.line", header, rows, batch=BATCH)

    header = ["name", "line_ids/product_id/.id", *(f"line_ids/{v}" for v in values)]
    rows = [["" if n else "Whole", pair[1], *rest] for n, pair in enumerate(products)]
    with timed(env, "import as lines of one assortment", size):
        load(env, "retail.assortment", header, rows)

    header = ["id", "assortment_id/id", "product_id/id", *values]
    with timed(env, "export with external ids", size):
        exported = one.line_ids.export_data(header)["datas"]
    rows = [["" if cell is False else str(cell) for cell in row] for row in exported]
    with timed(env, "import what was exported", size):
        load(env, "retail.assortment.line", header, rows)
    for row in rows:
        row[-1] = "2026-12-31"
    with timed(env, "import with a date changed", size):
        load(env, "retail.assortment.line", header, rows)
    measure_form(env, one, size)


def measure_form(env, rule, size):
    view = env["retail.assortment"].get_view(view_type="form")
    names = [name for name in view["models"]["retail.assortment"] if name != "id"]
    fields = {name: {} for name in names}
    lines = {name: {} for name in FORM_LINES}
    lines["target"] = {"fields": {"display_name": {}}}
    fields["line_ids"] = {"fields": lines, "limit": 200, "order": ""}
    with timed(env, "open the form", size):
        rule.web_read(fields)
    with timed(env, "save one line and the name", size):
        line = random.choice(rule.line_ids)
        change = {"name": "New", "line_ids": [(1, line.id, {"effect": "exclude"})]}
        rule.web_save(change, fields)
    for name in ("date_start", "store_ids", "line_ids"):
        if rule._has_onchange(rule._fields[name], {rule._fields[n] for n in names}):
            with timed(env, f"onchange of {name}", size):
                rule.onchange({name: False}, [name], fields)
    with timed(env, "publish", size):
        rule.action_publish()
    with timed(env, "what the log and the tills are told", size):
        env.cr.precommit.run()


def main(env):
    env = env(context={**env.context, "lang": "en_US"})
    for size in SIZES:
        measure(env, size)
        env.cr.rollback()
        env.invalidate_all()
