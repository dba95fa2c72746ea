"""The SQL of the till's free-text search: words, in any order, over several fields.

A product is judged by all that is written about it, one text at a time: its name, its
sales description, the references and barcodes of its variants and packagings, and its
attribute values. In a large catalogue indexes on parts of texts say which products may
have the words. One pass over the texts of these then says how many of the words each
has, in the language of whoever asks.
"""

from collections.abc import Callable
from dataclasses import dataclass

from odoo.tools import SQL, escape_psql
from odoo.tools.sql import pattern_to_translated_trigram_pattern

LONGEST_TEXT = 200
MOST_WORDS = 10
# An index on parts of texts knows parts of three characters.
SHORTEST_INDEXED = 3
# Each word costs as much as there are products with it. Long words are rare, and what
# two of them leave is soon read.
MOST_INDEXED = 2


def split_words(text):
    """Split what was typed into its words, each once, in their order."""
    # PostgreSQL takes neither of these, and no keyboard means them.
    clean = text.replace("\0", " ").encode("utf-8", "ignore").decode()
    return list(dict.fromkeys(clean.lower().split()))


@dataclass(frozen=True)
class ProductSearch:
    """A search for some words, in the language that the SQL of the texts is in."""

    words: list[str]
    match_all: bool
    """Whether a product must have each of the words, or one of them."""
    unaccent: Callable[[SQL], SQL]
    """Makes SQL of a text into SQL of one without accents, if the database can."""
    name: SQL
    """The name of a `product_template`."""
    description: SQL
    """The sales description of a `product_template`."""
    value: SQL
    """The name of a `product_attribute_value`."""

    def fold(self, text):
        """Build the SQL of a text without case (and accents)."""
        return SQL("LOWER(%s)", self.unaccent(text))

    def like(self, text, word, before="%"):
        """Build the condition that a folded text has a word."""
        return SQL(
            "%s LIKE %s", text, self.fold(SQL("%s", f"{before}{escape_psql(word)}%"))
        )

    def select_candidates(self):
        """Build queries that narrow a large catalogue down.

        :return: list of SQL that select ids of `product.template`, in parentheses:
            what is looked for is among each
        """
        if not self.match_all:
            arms = [self._select_with_word(word) for word in self.words]
            return [SQL("(%s)", SQL(" UNION ALL ").join(arms))]
        longest = sorted(self.words, key=len, reverse=True)[:MOST_INDEXED]
        rare = [word for word in longest if len(word) >= SHORTEST_INDEXED]
        return [SQL("(%s)", self._select_with_word(word)) for word in rare or longest]

    def _select_with_word(self, word):
        """Build the query of the products that may have a word.

        What is indexed is written as the indexes are: all languages at once. For a word
        too short for them the tables are read, in one language.
        """

        def has(column, text=None):
            if len(word) < SHORTEST_INDEXED:
                return self.like(self.fold(text or column), word)
            pattern = f"%{escape_psql(word)}%"
            if text:
                pattern = pattern_to_translated_trigram_pattern(pattern)
                column = SQL("(jsonb_path_query_array(%s, '$.*')::text)", column)
            pattern = self.unaccent(SQL("%s", pattern))
            return SQL("%s ILIKE %s", self.unaccent(column), pattern)

        return SQL(
            """
            SELECT id FROM product_template WHERE %(name)s OR %(description)s
             UNION ALL
            SELECT product_tmpl_id FROM product_product WHERE %(code)s OR %(barcode)s
             UNION ALL
            SELECT product.product_tmpl_id
              FROM product_uom packaging
              JOIN product_product product ON product.id = packaging.product_id
             WHERE %(packaging)s
             UNION ALL
            SELECT value.product_tmpl_id
              FROM product_attribute_value
              JOIN product_template_attribute_value value
                ON value.product_attribute_value_id = product_attribute_value.id
             WHERE %(value)s
            """,
            name=has(SQL("product_template.name"), self.name),
            description=has(SQL("product_template.description_sale"), self.description),
            code=has(SQL("default_code")),
            barcode=has(SQL("barcode")),
            packaging=has(SQL("packaging.barcode")),
            value=has(SQL("product_attribute_value.name"), self.value),
        )

    def select_page(self, items, offset, limit):
        """Build the query of one page of results.

        First comes what has one of the words, or all of them in this order, as its
        whole reference or barcode; then what has more of the words; then what begins
        with one; then by name.

        :param SQL items: selects (id, name, description): the products to search
        :return: SQL that selects one row: how many products there are, and the ids of
            the page as an array, or NULL
        """
        begins = [self.like(SQL("item.text"), word, before="") for word in self.words]
        return SQL(
            """
            WITH item AS MATERIALIZED (
                SELECT id, %(name)s AS text, %(description)s AS description
                  FROM (%(items)s) AS candidate
            ),
            hit AS (%(hits)s)
            SELECT COUNT(*),
                   (ARRAY_AGG(hit.id ORDER BY
                              hit.exact DESC, hit.matched DESC, (%(begins)s) DESC,
                              item.text, hit.id)
                   )[%(first)s:%(last)s]
              FROM hit
              JOIN item ON item.id = hit.id
            """,
            name=self.fold(SQL("candidate.name")),
            description=self.fold(SQL("candidate.description")),
            items=items,
            hits=self._select_hits(),
            begins=SQL(" OR ").join(begins),
            first=offset + 1,
            last=offset + limit,
        )

    def _select_hits(self):
        """Build the query of the products of the table `item` with enough words."""
        matched = SQL(" + ").join(
            SQL("BOOL_OR(%s)::integer", self.like(SQL("entry.text"), word))
            for word in self.words
        )
        codes = dict.fromkeys([*self.words, " ".join(self.words)])
        return SQL(
            """
            SELECT entry.id,
                   BOOL_OR(entry.is_code AND entry.text IN (%(codes)s)) AS exact,
                   %(matched)s AS matched
              FROM (%(entries)s) AS entry
             GROUP BY entry.id
            HAVING %(matched)s >= %(least)s
            """,
            codes=SQL(", ").join(self.fold(SQL("%s", code)) for code in codes),
            matched=matched,
            entries=self._select_entries(),
            least=len(self.words) if self.match_all else 1,
        )

    def _select_entries(self):
        """Build the query of all that is written about the products of `item`."""
        return SQL(
            """
            SELECT id, text, FALSE AS is_code FROM item
             UNION ALL
            SELECT id, description, FALSE FROM item WHERE description IS NOT NULL
             UNION ALL
            SELECT product.product_tmpl_id, %(code)s, TRUE
              FROM product_product product
             CROSS JOIN LATERAL (
                   VALUES (product.default_code), (product.barcode)) AS code(text)
             WHERE product.active
               AND product.product_tmpl_id = ANY(ARRAY(SELECT id FROM item))
               AND code.text IS NOT NULL
             UNION ALL
            SELECT product.product_tmpl_id, %(packaging)s, TRUE
              FROM product_uom packaging
              JOIN product_product product ON product.id = packaging.product_id
             WHERE product.active
               AND product.product_tmpl_id = ANY(ARRAY(SELECT id FROM item))
             UNION ALL
            SELECT value.product_tmpl_id, named.text, FALSE
              FROM product_template_attribute_value value
              JOIN (SELECT id, %(value)s AS text FROM product_attribute_value) AS named
                ON named.id = value.product_attribute_value_id
             WHERE value.ptav_active
               AND value.product_tmpl_id = ANY(ARRAY(SELECT id FROM item))
            """,
            code=self.fold(SQL("code.text")),
            packaging=self.fold(SQL("packaging.barcode")),
            value=self.fold(self.value),
        )
