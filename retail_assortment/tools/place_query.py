"""The SQL of many places at once: which products any of a thousand stores carries.

A set of places is a bit string, a bit for each store, so that one pass over the lines
and the products judges them in all stores together.
"""

from odoo.tools import SQL


class Bits:
    """Writes sets of places (integers, see `range_rule`) as bit strings of one length.

    :param int size: how many places there are
    """

    def __init__(self, size):
        self.size = size
        self.type = SQL("bit(%s)", SQL(str(max(size, 1))))
        self.none = self.constant(0)
        self.all = self.constant((1 << size) - 1)

    def text(self, places):
        """Return a set of places as text; the first place is the last character."""
        return f"{places:0{max(self.size, 1)}b}"

    def constant(self, places):
        return SQL("%s::%s", self.text(places), self.type)

    def rows(self, name, rows, *types):
        """Build a table of constants whose last column, `places`, is a set of places.

        :param str name: what the table is called
        :param rows: tuples of values and, last, the set of places
        :param types: (column, SQL type) of the values before it
        """
        columns = list(zip(*rows, strict=True)) or [()] * (len(types) + 1)
        arrays = [
            SQL("%s::%s[]", list(values), SQL(kind))
            for values, (_column, kind) in zip(columns, types, strict=False)
        ]
        arrays.append(SQL("%s::text[]", [self.text(places) for places in columns[-1]]))
        return SQL(
            "(SELECT %(names)s, places::%(type)s AS places"
            " FROM unnest(%(arrays)s) AS %(name)s(%(names)s, places)) AS %(name)s",
            names=SQL(", ").join(SQL.identifier(column) for column, _type in types),
            type=self.type,
            arrays=SQL(", ").join(arrays),
            name=SQL.identifier(name),
        )


def _summed(table, key, source):
    """Build the table of what the lines say of each category, product or variant."""
    return SQL(
        """
    %(table)s AS MATERIALIZED (
        SELECT %(key)s AS id,
               bit_or(places) FILTER (WHERE NOT is_new AND exclude IS NOT TRUE)
                   AS included,
               bit_or(places) FILTER (WHERE NOT is_new AND exclude) AS excluded,
               bit_or(places) FILTER (WHERE is_new AND exclude IS NOT TRUE)
                   AS new_included,
               bit_or(places) FILTER (WHERE is_new AND exclude) AS new_excluded
          FROM %(source)s
         WHERE %(key)s IS NOT NULL
         GROUP BY %(key)s
    )
        """,
        table=SQL(table),
        key=SQL(key),
        source=source,
    )


def _lines_above(sources):
    """Build the lines on each category and on those above it.

    They are read from their table: of a common table PostgreSQL knows no statistics,
    expects millions of rows and spends seconds on compiling its plan.
    """
    return SQL(
        """
        product_category
          CROSS JOIN LATERAL unnest(
                    string_to_array(rtrim(product_category.parent_path, '/'), '/')
                    ::integer[]) AS above(id)
          JOIN retail_assortment_line line ON line.categ_id = above.id
          JOIN %s ON %s
        """,
        sources,
        OF_SOURCE,
    )


OF_SOURCE = SQL(
    """
                source.assortment_id = line.assortment_id
               AND (line.date_start IS NULL OR line.date_start <= source.today)
               AND (line.date_end IS NULL OR line.date_end >= source.today)
    """
)


def _union(bits, column):
    """Build the union of what category, product and variant say in a column."""
    return SQL(" | ").join(
        SQL("COALESCE(%s, %s)", SQL.identifier(table, column), bits.none)
        for table in ("category", "template", "variant")
    )


EACH_VARIANT = SQL(
    """
              JOIN product_product product
                ON product.product_tmpl_id = product_template.id
    """
)
# Variants are looked at only where a line names one of them.
TOUCHED_VARIANTS = SQL(
    """
              LEFT JOIN product_product product
                ON product.product_tmpl_id = product_template.id
               AND product.active
               AND product_template.id IN (
                       SELECT touched.product_tmpl_id
                         FROM variant
                         JOIN product_product touched ON touched.id = variant.id)
    """
)


def select_verdicts(
    bits, sources, stops, owners, unrestricted=0, only_new=False, variants=False
):
    """Build the query of the places that carry each product.

    :param Bits bits: how sets of places are written
    :param sources: [(assortment id, date that it is in these places, whether it is
        looked at as an addition, set of places)]
    :param stops: [(company id or None, date, set of places)]: where the stops of a
        company, or of all companies, count
    :param owners: [(company id, set of places)]: where a product of a company may be
        carried
    :param int unrestricted: set of the places that carry everything until the
        addition restricts them
    :param bool only_new: whether to look only at what the additions concern
    :param bool variants: whether to judge variants, not products
    :return: SQL that selects (id, places without the additions as "before",
        places with them as "after")
    """
    touched = SQL(
        """
        AND (product_template.categ_id = ANY(ARRAY(
                 SELECT id FROM category
                  WHERE COALESCE(new_included, new_excluded) IS NOT NULL))
             OR product_template.id = ANY(ARRAY(
                 SELECT id FROM template
                  WHERE COALESCE(new_included, new_excluded) IS NOT NULL
                  UNION ALL
                 SELECT product.product_tmpl_id
                   FROM variant
                   JOIN product_product product ON product.id = variant.id
                  WHERE COALESCE(new_included, new_excluded) IS NOT NULL)))
        """
    )
    written = bits.rows(
        "source",
        sources,
        ("assortment_id", "integer"),
        ("today", "date"),
        ("is_new", "boolean"),
    )
    return SQL(
        """
        WITH line AS MATERIALIZED (
            SELECT line.product_tmpl_id, line.product_id,
                   line.exclude IS TRUE AS exclude, source.is_new, source.places
              FROM %(sources)s
              JOIN retail_assortment_line line
                ON line.categ_id IS NULL AND %(of_source)s
             UNION ALL
            SELECT CASE WHEN block.product_id IS NULL THEN block.product_tmpl_id END,
                   block.product_id, TRUE, FALSE, stop.places
              FROM %(stops)s
              JOIN retail_sale_block block
                ON block.company_id IS NOT DISTINCT FROM stop.company_id
               AND block.kind = 'stopped'
               AND (block.date_start IS NULL OR block.date_start <= stop.today)
               AND (block.date_end IS NULL OR block.date_end >= stop.today)
        ),
        %(category)s, %(template)s, %(variant)s,
        verdict AS (
            SELECT %(grain)s AS id,
                   (%(included)s | %(unrestricted)s) & ~(%(excluded)s)
                   & COALESCE(owner.places, %(anywhere)s) AS before,
                   (%(included)s | %(new_included)s)
                   & ~(%(excluded)s | %(new_excluded)s)
                   & COALESCE(owner.places, %(anywhere)s) AS after
              FROM product_template
              LEFT JOIN category ON category.id = product_template.categ_id
              LEFT JOIN template ON template.id = product_template.id
              %(products)s
              LEFT JOIN variant ON variant.id = product.id
              LEFT JOIN %(owners)s ON owner.company_id = product_template.company_id
             WHERE product_template.sale_ok
               %(touched)s
        )
        SELECT id, bit_or(before) AS before, bit_or(after) AS after
          FROM verdict
         GROUP BY id
        """,
        sources=written,
        of_source=OF_SOURCE,
        stops=bits.rows("stop", stops, ("company_id", "integer"), ("today", "date")),
        owners=bits.rows("owner", owners, ("company_id", "integer")),
        category=_summed("category", "product_category.id", _lines_above(written)),
        template=_summed("template", "product_tmpl_id", SQL("line")),
        variant=_summed("variant", "product_id", SQL("line")),
        unrestricted=bits.constant(unrestricted),
        anywhere=SQL(
            "CASE WHEN product_template.company_id IS NULL THEN %s ELSE %s END",
            bits.all,
            bits.none,
        ),
        touched=touched if only_new else SQL(),
        grain=SQL("product.id" if variants else "product_template.id"),
        products=EACH_VARIANT if variants else TOUCHED_VARIANTS,
        **{
            column: _union(bits, column)
            for column in ("included", "excluded", "new_included", "new_excluded")
        },
    )
