"""The other way: tables of what each store carries today, as a nightly job makes them.

They are filled by joins that share nothing with the addon's queries, so that they are
also what its results are checked against.
"""

import time

from _rows import vacuum

from odoo.tools import SQL

FLAT = {
    "product.template": ("bench_flat_template", "product_tmpl_id"),
    "product.product": ("bench_flat_variant", "product_id"),
}
VARIANT = """
    CREATE TABLE bench_flat_variant AS
    WITH place AS (
        SELECT rel.store_id, rel.assortment_id
          FROM retail_assortment_store_rel rel
         UNION
        SELECT store.id, rel.assortment_id
          FROM stock_warehouse store
          JOIN retail_store_group own ON own.id = store.store_group_id
          JOIN retail_store_group named
            ON own.parent_path LIKE named.parent_path || '%'
          JOIN retail_assortment_store_group_rel rel ON rel.group_id = named.id
    ),
    line AS (
        SELECT line.*
          FROM retail_assortment_line line
          JOIN retail_assortment assortment ON assortment.id = line.assortment_id
         WHERE assortment.state = 'published'
           AND CURRENT_DATE BETWEEN COALESCE(assortment.date_start, '-infinity')
                                AND COALESCE(assortment.date_end, 'infinity')
           AND CURRENT_DATE BETWEEN COALESCE(line.date_start, '-infinity')
                                AND COALESCE(line.date_end, 'infinity')
    ),
    said AS (
        SELECT line.assortment_id, line.exclude, template.id AS product_tmpl_id,
               NULL::integer AS product_id
          FROM line
          JOIN product_category named ON named.id = line.categ_id
          JOIN product_category below
            ON below.parent_path LIKE named.parent_path || '%'
          JOIN product_template template ON template.categ_id = below.id
         UNION ALL
        SELECT assortment_id, exclude, product_tmpl_id, NULL
          FROM line
         WHERE product_tmpl_id IS NOT NULL
         UNION ALL
        SELECT line.assortment_id, line.exclude, product.product_tmpl_id, product.id
          FROM line
          JOIN product_product product ON product.id = line.product_id
    ),
    said_of_variant AS (
        SELECT said.assortment_id, product.id AS product_id, product.product_tmpl_id,
               bool_or(COALESCE(said.exclude, FALSE)) AS exclude
          FROM said
          JOIN product_template template ON template.id = said.product_tmpl_id
          JOIN product_product product
            ON product.product_tmpl_id = template.id
           AND (said.product_id IS NULL OR said.product_id = product.id)
         WHERE template.active AND product.active
         GROUP BY said.assortment_id, product.id, product.product_tmpl_id
    )
    SELECT place.store_id, said.product_id, said.product_tmpl_id
      FROM place
      JOIN stock_warehouse store ON store.id = place.store_id AND store.is_store
      JOIN said_of_variant said ON said.assortment_id = place.assortment_id
     GROUP BY place.store_id, said.product_id, said.product_tmpl_id
    HAVING NOT bool_or(said.exclude)
"""
TEMPLATE = """
    CREATE TABLE bench_flat_template AS
    SELECT DISTINCT store_id, product_tmpl_id FROM bench_flat_variant
"""
STEPS = (
    VARIANT,
    "CREATE UNIQUE INDEX ON bench_flat_variant (store_id, product_id)",
    "ANALYZE bench_flat_variant",
    TEMPLATE,
    "CREATE UNIQUE INDEX ON bench_flat_template (store_id, product_tmpl_id)",
)


def build_flat(env):
    """Make the table of variants, and of it the table of products, with their indexes.

    The job has the memory that an administrator would give it.

    :return: the seconds that the variants take, and that the products take on top
    """
    cr = env.cr
    cr.execute("DROP TABLE IF EXISTS bench_flat_variant, bench_flat_template")
    cr.execute("SET LOCAL work_mem = '256MB'")
    cr.execute("SET LOCAL maintenance_work_mem = '256MB'")
    moments = [time.perf_counter()]
    for step in STEPS:
        cr.execute(step)
        moments.append(time.perf_counter())
    vacuum(env, *(table for table, _column in FLAT.values()))
    return moments[2] - moments[0], moments[5] - moments[2]


def select_flat(model, store):
    """Build the query of what a store carries by the flat table.

    :param str model: "product.template" or "product.product"
    """
    table, column = FLAT[model]
    return SQL(
        "(SELECT %s FROM %s WHERE store_id = %s)",
        SQL.identifier(column),
        SQL.identifier(table),
        store.id,
    )
