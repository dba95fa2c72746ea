"""The SQL of the range: what a store carries, and which lines concern a product.

Both directions say the same: a product is carried where a line that includes it is
in force and no line that excludes it is, whatever assortment either stands in. A line
names a category (with all below it), a product or one variant of it. A product with
active variants is carried where one of these is. What is stopped (`retail.sale.block`)
counts as excluded everywhere, and what is not for sale is carried nowhere.

The shapes were chosen by measuring: `= ANY(ARRAY(...))` keeps the planner on the
indexes of categories and products, `NOT IN` stays a hashed subplan, and the arms of
the union are disjoint, so that nothing has to be de-duplicated.
"""

from odoo.tools import SQL


def select_stops(companies, today):
    """Build the query of what is stopped, shaped as the lines of an assortment.

    :param companies: ids of the `res.company` of a store and of those above it
    :param date today: the date that it is there
    :return: SQL that selects (category, product, variant, exclude)
    """
    return SQL(
        """
        SELECT NULL::integer AS categ_id,
               CASE WHEN product_id IS NULL THEN product_tmpl_id END AS product_tmpl_id,
               product_id,
               TRUE AS exclude
          FROM retail_sale_block
         WHERE kind = 'stopped'
           AND (company_id IS NULL OR company_id = ANY(%(companies)s))
           AND (date_start IS NULL OR date_start <= %(today)s)
           AND (date_end IS NULL OR date_end >= %(today)s)
        """,
        companies=list(companies),
        today=today,
    )


def select_stopped(companies, today, variants):
    """Build the query of what is stopped where nothing else restricts.

    :param companies: see `select_stops`
    :param date today: the date that it is there
    :param bool variants: whether variants are asked for, not products; a product is
        stopped if each of its active variants is
    :return: SQL that selects ids, each perhaps several times
    """
    if variants:
        query = """
        (WITH stop AS MATERIALIZED (%s)
        SELECT product.id
          FROM stop
          JOIN product_product product
            ON product.product_tmpl_id = stop.product_tmpl_id
         UNION ALL
        SELECT product_id FROM stop WHERE product_id IS NOT NULL)
        """
    else:
        query = """
        (WITH stop AS MATERIALIZED (%s)
        SELECT product_tmpl_id FROM stop WHERE product_tmpl_id IS NOT NULL
         UNION ALL
        SELECT product.product_tmpl_id
          FROM product_product product
          LEFT JOIN stop ON stop.product_id = product.id
         WHERE product.active
           AND product.product_tmpl_id = ANY(ARRAY(
                   SELECT touched.product_tmpl_id
                     FROM stop
                     JOIN product_product touched ON touched.id = stop.product_id))
         GROUP BY product.product_tmpl_id
        HAVING bool_and(stop.product_id IS NOT NULL))
        """
    return SQL(query, select_stops(companies, today))


def _in_force(assortments, today, companies):
    """Build the common tables: what the lines in force say of each category, product
    and variant.

    The collation is "C" because only there paths sort as their characters do: between
    "1/" and "10" lies what begins with "1/", and nothing else.
    """
    return SQL(
        """
    line AS MATERIALIZED (
        SELECT categ_id, product_tmpl_id, product_id, exclude IS TRUE AS exclude
          FROM retail_assortment_line
         WHERE assortment_id = ANY(%(assortments)s)
           AND (date_start IS NULL OR date_start <= %(today)s)
           AND (date_end IS NULL OR date_end >= %(today)s)
         UNION ALL
        %(stops)s
    ),
    category AS MATERIALIZED (
        SELECT below.id, bool_or(line.exclude) AS excluded
          FROM line
          JOIN product_category named ON named.id = line.categ_id
          JOIN product_category below
            ON below.parent_path COLLATE "C" >= named.parent_path COLLATE "C"
           AND below.parent_path COLLATE "C"
               < (rtrim(named.parent_path, '/') || '0') COLLATE "C"
         GROUP BY below.id
    ),
    template AS MATERIALIZED (
        SELECT product_tmpl_id AS id, bool_or(exclude) AS excluded
          FROM line
         WHERE product_tmpl_id IS NOT NULL
         GROUP BY product_tmpl_id
    ),
    variant AS MATERIALIZED (
        SELECT product_id AS id, bool_or(exclude) AS excluded
          FROM line
         WHERE product_id IS NOT NULL
         GROUP BY product_id
    ),
    judged AS MATERIALIZED (
        SELECT product.id,
               product.product_tmpl_id,
               product.active,
               COALESCE(category.id, template.id) IS NOT NULL
               AND product_template.sale_ok
               AND NOT COALESCE(category.excluded, FALSE)
               AND NOT COALESCE(template.excluded, FALSE) AS product_carried,
               COALESCE(category.id, template.id, variant.id) IS NOT NULL
               AND product_template.sale_ok
               AND NOT COALESCE(category.excluded, FALSE)
               AND NOT COALESCE(template.excluded, FALSE)
               AND NOT COALESCE(variant.excluded, FALSE) AS carried
          FROM product_product product
          JOIN product_template ON product_template.id = product.product_tmpl_id
          LEFT JOIN category ON category.id = product_template.categ_id
          LEFT JOIN template ON template.id = product_template.id
          LEFT JOIN variant ON variant.id = product.id
         WHERE product.product_tmpl_id = ANY(ARRAY(
                   SELECT touched.product_tmpl_id
                     FROM product_product touched
                    WHERE touched.id = ANY(ARRAY(SELECT id FROM variant))))
    )
        """,
        assortments=list(assortments),
        today=today,
        stops=select_stops(companies, today),
    )


# Products that no line on a variant touches: all their variants share one verdict.
UNTOUCHED = SQL(
    """
    SELECT product_template.id
      FROM product_template
     WHERE product_template.categ_id = ANY(ARRAY(
               SELECT id FROM category WHERE NOT excluded))
       AND product_template.sale_ok
       AND product_template.id NOT IN (SELECT id FROM template WHERE excluded)
       AND product_template.id NOT IN (SELECT product_tmpl_id FROM judged)
     UNION ALL
    SELECT product_template.id
      FROM product_template
     WHERE product_template.id = ANY(ARRAY(
               SELECT id FROM template WHERE NOT excluded))
       AND product_template.sale_ok
       AND (product_template.categ_id IS NULL
            OR product_template.categ_id NOT IN (SELECT id FROM category))
       AND product_template.id NOT IN (SELECT product_tmpl_id FROM judged)
    """
)


def select_templates(assortments, today, companies=()):
    """Build the query of the products that assortments carry together.

    :param assortments: ids of `retail.assortment`
    :param date today: which lines, and which stops, are in force
    :param companies: ids of the `res.company` whose stops count beside those of all
    :return: SQL that selects ids of `product.template`, each once
    """
    return SQL(
        """
        (WITH %(in_force)s
        %(untouched)s
         UNION ALL
        SELECT product_tmpl_id
          FROM judged
         GROUP BY product_tmpl_id
        HAVING bool_or(active AND carried)
            OR (bool_or(product_carried) AND NOT bool_or(active)))
        """,
        in_force=_in_force(assortments, today, companies),
        untouched=UNTOUCHED,
    )


def select_variants(assortments, today, companies=()):
    """Build the query of the variants that assortments carry together.

    Parameters are those of `select_templates`.

    :return: SQL that selects ids of `product.product`, each once
    """
    return SQL(
        """
        (WITH %(in_force)s
        SELECT id
          FROM product_product
         WHERE product_tmpl_id = ANY(ARRAY(%(untouched)s))
         UNION ALL
        SELECT id FROM judged WHERE carried)
        """,
        in_force=_in_force(assortments, today, companies),
        untouched=UNTOUCHED,
    )


def select_lines(items, assortments=None):
    """Build the query of the lines that concern some products.

    Products and lines are reached by their indexes alone, however many there are.

    :param SQL items: selects (id, product_tmpl_id, product_id): what is asked, and
        the product and the variant to judge it by (the variant may be NULL)
    :param assortments: ids of the only `retail.assortment` to look at, None for all
    :return: SQL that selects (id of what is asked, variant, line, assortment, exclude,
        first day, last day)
    """
    among = (
        SQL("TRUE")
        if assortments is None
        else SQL("line.assortment_id = ANY(%s)", list(assortments))
    )
    return SQL(
        """
        WITH item AS MATERIALIZED (%(items)s),
        above AS MATERIALIZED (
            SELECT item.id, item.product_id, category.id AS categ_id
              FROM item
              JOIN product_template ON product_template.id = item.product_tmpl_id
              JOIN product_category ON product_category.id = product_template.categ_id
             CROSS JOIN LATERAL unnest(
                       string_to_array(rtrim(product_category.parent_path, '/'), '/')
                       ::integer[]) AS category(id)
        )
        SELECT above.id, above.product_id, %(columns)s
          FROM above
          JOIN retail_assortment_line line ON line.categ_id = above.categ_id
         WHERE %(among)s
         UNION ALL
        SELECT item.id, item.product_id, %(columns)s
          FROM item
          JOIN retail_assortment_line line
            ON line.product_tmpl_id = item.product_tmpl_id
         WHERE %(among)s
         UNION ALL
        SELECT item.id, item.product_id, %(columns)s
          FROM item
          JOIN retail_assortment_line line ON line.product_id = item.product_id
         WHERE %(among)s
        """,
        items=items,
        columns=SQL(
            "line.id, line.assortment_id, line.exclude IS TRUE,"
            " line.date_start, line.date_end"
        ),
        among=among,
    )


def select_assortments_of_stores(condition=None):
    """Build the query of which store is named by which assortment.

    An assortment names a store itself, or a group that it is in or below.

    :param SQL condition: filters on the tables `assortment` and `store`
    :return: SQL that selects (store id, assortment id, company id of the store, first
        day, last day), each pair once
    """
    condition = condition or SQL("TRUE")
    return SQL(
        """
        SELECT store.id, assortment.id, store.company_id,
               assortment.date_start, assortment.date_end
          FROM stock_warehouse store
          JOIN retail_assortment_store_rel rel ON rel.store_id = store.id
          JOIN retail_assortment assortment ON assortment.id = rel.assortment_id
         WHERE store.is_store AND store.active AND %(condition)s
         UNION
        SELECT store.id, assortment.id, store.company_id,
               assortment.date_start, assortment.date_end
          FROM stock_warehouse store
          JOIN retail_store_group own ON own.id = store.store_group_id
         CROSS JOIN LATERAL unnest(
                   string_to_array(rtrim(own.parent_path, '/'), '/')::integer[]
               ) AS above(id)
          JOIN retail_assortment_store_group_rel rel ON rel.group_id = above.id
          JOIN retail_assortment assortment ON assortment.id = rel.assortment_id
         WHERE store.is_store AND store.active AND %(condition)s
        """,
        condition=condition,
    )
