"""The assortments of a chain: for all stores, regions, areas, districts and some."""

from _catalogue import CATEGORIES, DEPARTMENT, LEAVES, SIZED, SIZES
from _rows import execute

RULE_TABLES = (
    "retail_assortment",
    "retail_assortment_line",
    "retail_assortment_store_rel",
    "retail_assortment_store_group_rel",
)
# 4 for the chain, 10 for the 5 regions, 25 areas, 125 districts, 36 for single stores.
ASSORTMENTS, FOR_GROUPS = 200, 164
# A draft, a closed one, one to come and one that has ended, of 40.
ASSORTMENT = """
    INSERT INTO retail_assortment (id, name, state, date_start, date_end)
    SELECT %(base)s + a,
           jsonb_build_object('en_US', 'Assortment ' || a),
           CASE a %% 40 WHEN 17 THEN 'draft' WHEN 18 THEN 'closed' ELSE 'published' END,
           CASE WHEN a %% 40 = 19 THEN CURRENT_DATE + 30
                WHEN a %% 3 = 0 THEN CURRENT_DATE - 60 END,
           CASE WHEN a %% 40 = 20 THEN CURRENT_DATE - 30
                WHEN a %% 3 = 0 THEN CURRENT_DATE + 300 END
      FROM generate_series(1, %(assortments)s) a
"""
GROUP = """
    INSERT INTO retail_assortment_store_group_rel (assortment_id, group_id)
    SELECT %(base)s + a,
           %(base)s + CASE WHEN a <= 4 THEN 1
                           WHEN a <= 14 THEN 2 + a %% 5
                           WHEN a <= 39 THEN a - 8
                           ELSE a - 8 END
      FROM generate_series(1, %(for_groups)s) a
     UNION
    SELECT %(base)s + a, %(base)s + 32 + pg_temp.draw(125, 30, a)
      FROM generate_series(46, %(for_groups)s, 6) a
"""
STORE = """
    INSERT INTO retail_assortment_store_rel (assortment_id, store_id)
    SELECT DISTINCT %(base)s + a, %(base)s + 1 + pg_temp.draw(%(stores)s, 31, a, k)
      FROM generate_series(%(for_groups)s + 1, %(assortments)s) a,
           generate_series(1, 10) k
"""
# An assortment has a theme: a category of about 550 products in 10 categories. It
# includes the theme, another small category, 190 products and 28 variants; it excludes
# a category, 20 products and 5 variants of its theme, and as many elsewhere.
LINE = """
    WITH theme AS (
        SELECT a, d, pg_temp.draw(9, 2, a) AS m
          FROM (SELECT a, pg_temp.draw(%(departments)s, 1, a) AS d
                  FROM generate_series(1, %(assortments)s) a) department
    ),
    named AS (
        SELECT a, 1 AS j, %(base)s + d * %(categories)s + 2 + m AS categ_id,
               NULL::integer AS product_tmpl_id, NULL::integer AS product_id,
               FALSE AS exclude
          FROM theme
         UNION ALL
        SELECT a, j,
               %(base)s + 11 + pg_temp.draw(%(leaves)s, 4, a, j)
                   + pg_temp.draw(%(departments)s, 3, a, j) * %(categories)s,
               NULL, NULL, j = 3
          FROM theme, generate_series(2, 3) j
         UNION ALL
        SELECT a, 4,
               %(base)s + d * %(categories)s + 11 + m * 10 + pg_temp.draw(10, 5, a),
               NULL, NULL, TRUE
          FROM theme
         UNION ALL
        SELECT a, j, NULL, %(base)s + 1 + pg_temp.draw(%(products)s, 6, a, j), NULL,
               j > 200
          FROM theme, generate_series(11, 220) j
         UNION ALL
        SELECT a, j, NULL, own.id, NULL, TRUE
          FROM theme
         CROSS JOIN LATERAL (
               SELECT %(base)s + n AS id,
                      300 + row_number() OVER (ORDER BY pg_temp.draw(999, 7, a, n), n)
                          AS j
                 FROM generate_series(d * %(department)s + 1,
                                      (d + 1) * %(department)s) n
                WHERE n %% %(leaves)s BETWEEN m * 10 AND m * 10 + 9) own
         WHERE j <= 320
         UNION ALL
        SELECT a, j, NULL, NULL,
               %(base)s + 10 * %(sized)s
                   * (1 + pg_temp.draw(%(products)s / %(sized)s, 8, a, j))
                   + pg_temp.draw(%(sizes)s, 9, a, j),
               j > 428
          FROM theme, generate_series(401, 433) j
         UNION ALL
        SELECT a, j, NULL, NULL, own.id, TRUE
          FROM theme
         CROSS JOIN LATERAL (
               SELECT %(base)s + 10 * n + pg_temp.draw(%(sizes)s, 10, a, n) AS id,
                      500 + row_number() OVER (ORDER BY pg_temp.draw(999, 11, a, n), n)
                          AS j
                 FROM generate_series(d * %(department)s + 1,
                                      (d + 1) * %(department)s) n
                WHERE n %% %(leaves)s BETWEEN m * 10 AND m * 10 + 9
                  AND n %% %(sized)s = 0) own
         WHERE j <= 505
    )
    INSERT INTO retail_assortment_line
           (assortment_id, categ_id, product_tmpl_id, product_id, exclude,
            date_start, date_end)
    SELECT %(base)s + a, categ_id, product_tmpl_id, product_id, exclude,
           CASE j %% 50 WHEN 27 THEN CURRENT_DATE + 20
                        WHEN 13 THEN CURRENT_DATE - 20 END,
           CASE j %% 50 WHEN 29 THEN CURRENT_DATE - 10
                        WHEN 13 THEN CURRENT_DATE + 200 END
      FROM named
     ORDER BY a, j
"""


def make_assortments(env, stores, products):
    """Draw the assortments, anew if there are any."""
    execute(env, "DELETE FROM retail_assortment WHERE id > %(base)s")
    for statement in (ASSORTMENT, GROUP, STORE, LINE):
        execute(
            env,
            statement,
            assortments=ASSORTMENTS,
            for_groups=FOR_GROUPS,
            stores=stores,
            products=products,
            departments=products // DEPARTMENT,
            department=DEPARTMENT,
            categories=CATEGORIES,
            leaves=LEAVES,
            sized=SIZED,
            sizes=SIZES,
        )
