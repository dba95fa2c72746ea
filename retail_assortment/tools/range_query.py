"""The SQL of the range: what a store carries, and which lines concern a product.

Both directions say the same: a product is carried where a line that includes it is
in force and no line that excludes it is, whatever assortment either stands in. A line
names a category (with all below it), a product or one variant of it. A product with
active variants is carried where one of these is. What is stopped (`retail.sale.block`)
counts as excluded everywhere, and what is not for sale is carried nowhere.
"""

from odoo.tools import SQL


def _in_force(source, today):
    return SQL(
        "(%(source)s.date_start IS NULL OR %(source)s.date_start <= %(today)s)"
        " AND (%(source)s.date_end IS NULL OR %(source)s.date_end >= %(today)s)",
        source=SQL(source),
        today=today,
    )


class RangeQuery:
    """What some assortments carry together, as conditions on a product or a variant.

    Each part is a small query over the lines that PostgreSQL runs once. What includes
    is asked by `= ANY(ARRAY(...))`, which keeps the planner on the indexes of
    categories and products, whatever it believes about their number; what excludes by
    `NOT IN`, a hashed subplan. No set of products is made on the way.

    :param assortments: ids of `retail.assortment`
    :param date today: which lines, and which stops, are in force
    :param companies: ids of the `res.company` whose stops count beside those of all
    """

    def __init__(self, assortments, today, companies=()):
        self.assortments = list(assortments)
        self.today = today
        self.companies = list(companies)

    def match(self, model, alias):
        """Build the condition that a row is carried.

        It is fast where it is one of several conditions that must all hold; below an
        OR, or denied, use `select`.

        :param str model: "product.template" or "product.product"
        :param str alias: what the row is called
        """
        matched = (
            self._match_template
            if model == "product.template"
            else (self._match_variant)
        )
        return matched(SQL.identifier(alias))

    def select(self, model):
        """Build the query of the ids that are carried, each once, in parentheses.

        :param str model: "product.template" or "product.product"
        """
        table = model.replace(".", "_")
        return SQL(
            "(SELECT carried.id FROM %s AS carried WHERE %s)",
            SQL.identifier(table),
            self.match(model, "carried"),
        )

    def _match_template(self, row):
        return SQL(
            """
            (%(row)s.sale_ok
             AND (%(row)s.categ_id = ANY(ARRAY(%(categories)s))
                  OR %(row)s.id = ANY(ARRAY(%(templates)s
                                            UNION ALL
                                            %(templates_of_variants)s)))
             AND %(not_excluded)s
             AND %(row)s.id NOT IN (%(emptied)s))
            """,
            row=row,
            categories=self._below(exclude=False),
            templates=self._said("product_tmpl_id", exclude=False),
            templates_of_variants=self._templates_of_variants(),
            not_excluded=self._not_excluded(row),
            emptied=self._emptied(),
        )

    def _match_variant(self, row):
        template = SQL("template")
        return SQL(
            """
            ((%(row)s.product_tmpl_id = ANY(ARRAY(
                  SELECT template.id
                    FROM product_template template
                   WHERE template.sale_ok
                     AND (template.categ_id = ANY(ARRAY(%(categories)s))
                          OR template.id = ANY(ARRAY(%(templates)s)))
                     AND %(not_excluded)s))
              OR %(row)s.id = ANY(ARRAY(
                  SELECT variant.id
                    FROM product_product variant
                    JOIN product_template template
                      ON template.id = variant.product_tmpl_id
                   WHERE variant.id = ANY(ARRAY(%(variants)s))
                     AND template.sale_ok
                     AND %(not_excluded)s)))
             AND %(row)s.id NOT IN (%(excluded)s))
            """,
            row=row,
            categories=self._below(exclude=False),
            templates=self._said("product_tmpl_id", exclude=False),
            variants=self._said("product_id", exclude=False),
            not_excluded=self._not_excluded(template),
            excluded=self._excluded_variants(),
        )

    def _said(self, column, exclude):
        """Build the query of what the lines in force include, or exclude."""
        return SQL(
            """
            SELECT line.%(column)s
              FROM retail_assortment_line line
             WHERE line.assortment_id = ANY(%(assortments)s)
               AND line.%(column)s IS NOT NULL
               AND line.exclude IS %(exclude)s
               AND %(in_force)s
            """,
            column=SQL.identifier(column),
            assortments=self.assortments,
            exclude=SQL("TRUE" if exclude else "NOT TRUE"),
            in_force=_in_force("line", self.today),
        )

    def _below(self, exclude):
        """Build the query of the categories that lines name, and those below them.

        The collation is "C" because only there paths sort as their characters do:
        between "1/" and "10" lies what begins with "1/", and nothing else.
        """
        return SQL(
            """
            SELECT below.id
              FROM product_category named
              JOIN product_category below
                ON below.parent_path COLLATE "C" >= named.parent_path COLLATE "C"
               AND below.parent_path COLLATE "C"
                   < (rtrim(named.parent_path, '/') || '0') COLLATE "C"
             WHERE named.id = ANY(ARRAY(%s))
            """,
            self._said("categ_id", exclude),
        )

    def _not_excluded(self, row):
        """Build the condition that a template is excluded in no way."""
        return SQL(
            "(%(row)s.categ_id IS NULL OR %(row)s.categ_id NOT IN (%(categories)s))"
            " AND %(row)s.id NOT IN (%(templates)s UNION ALL %(stopped)s)",
            row=row,
            categories=self._below(exclude=True),
            templates=self._said("product_tmpl_id", exclude=True),
            stopped=select_stopped_templates(self.companies, self.today),
        )

    def _excluded_variants(self):
        return SQL(
            "%s UNION ALL %s",
            self._said("product_id", exclude=True),
            select_stopped_variants(self.companies, self.today),
        )

    def _templates_of_variants(self):
        """Build the query of the products of which a variant is included by itself."""
        return SQL(
            """
            SELECT variant.product_tmpl_id
              FROM product_product variant
             WHERE variant.active
               AND variant.id = ANY(ARRAY(%s))
               AND variant.id NOT IN (%s)
            """,
            self._said("product_id", exclude=False),
            self._excluded_variants(),
        )

    def _emptied(self):
        return select_emptied(self._excluded_variants())


def select_emptied(excluded):
    """Build the query of the products of which every active variant is excluded.

    :param SQL excluded: selects ids of `product.product`
    """
    return SQL(
        """
        SELECT variant.product_tmpl_id
          FROM product_product variant
         WHERE variant.active
           AND variant.product_tmpl_id = ANY(ARRAY(
                   SELECT touched.product_tmpl_id
                     FROM product_product touched
                    WHERE touched.id = ANY(ARRAY(%(excluded)s))))
         GROUP BY variant.product_tmpl_id
        HAVING bool_and(variant.id IN (%(excluded)s))
        """,
        excluded=excluded,
    )


def select_stopped_templates(companies, today):
    """Build the query of the products that are stopped with all their variants.

    :param companies: ids of the `res.company` of a store and of those above it
    :param date today: the date that it is there
    """
    return _select_stopped("product_tmpl_id", SQL("NULL"), companies, today)


def select_stopped_variants(companies, today):
    """Build the query of the variants that are stopped by themselves.

    Parameters are those of `select_stopped_templates`.
    """
    return _select_stopped("product_id", SQL("NOT NULL"), companies, today)


def _select_stopped(column, variant, companies, today):
    return SQL(
        """
        SELECT block.%(column)s
          FROM retail_sale_block block
         WHERE block.kind = 'stopped'
           AND block.product_id IS %(variant)s
           AND (block.company_id IS NULL OR block.company_id = ANY(%(companies)s))
           AND %(in_force)s
        """,
        column=SQL.identifier(column),
        variant=variant,
        companies=list(companies),
        in_force=_in_force("block", today),
    )


def match_not_stopped(model, alias, companies, today):
    """Build the condition that a row is for sale where nothing else restricts.

    :param str model: "product.template" or "product.product"
    :param str alias: what the row is called
    :param companies: see `select_stopped_templates`
    :param date today: the date that it is there
    """
    is_template = model == "product.template"
    variants = select_stopped_variants(companies, today)
    return SQL(
        "(%(template)s NOT IN (%(templates)s) AND %(row)s NOT IN (%(rows)s))",
        template=SQL.identifier(alias, "id" if is_template else "product_tmpl_id"),
        templates=select_stopped_templates(companies, today),
        row=SQL.identifier(alias, "id"),
        rows=select_emptied(variants) if is_template else variants,
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
