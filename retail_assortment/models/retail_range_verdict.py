from typing import NamedTuple

from odoo import api, fields, models
from odoo.tools import format_date

VERDICTS = [
    ("carried", "Carried"),
    ("unrestricted", "Not Restricted"),
    ("blocked", "Blocked"),
    ("no_till", "Not at the Till"),
    ("excluded", "Excluded"),
    ("not_started", "Not Started"),
    ("ended", "Ended"),
    ("draft", "Only in a Draft"),
    ("closed", "Only in a Closed One"),
    ("not_included", "Not Included"),
    ("stopped", "Stopped"),
    ("not_for_sale", "Not for Sale"),
    ("archived", "Archived"),
    ("other_company", "Other Company"),
]
IN_RANGE = {"carried", "unrestricted", "blocked", "no_till"}
# Of the variants of a product the one that comes furthest speaks for it.
RANKS = {verdict: rank for rank, (verdict, _label) in enumerate(VERDICTS)}


class Verdict(NamedTuple):
    """Why a store carries something, or why not."""

    verdict: str
    line_id: int | None = None
    block_id: int | None = None
    date: object = None

    @property
    def rank(self):
        return RANKS[self.verdict]


class RetailRangeVerdict(models.AbstractModel):
    """Whether and why, for a list of products of one store, or of stores of a product.

    The other side of the question is in the context: `range_store_id`, or
    `range_product` as "model,id". Without it nothing is said.
    """

    _name = "retail.range.verdict"
    _description = "Carried or Not, and Why"

    is_in_range = fields.Boolean(
        string="In the Range",
        compute="_compute_range_verdict",
        search="_search_is_in_range",
    )
    range_verdict = fields.Selection(
        selection=VERDICTS, string="Range Status", compute="_compute_range_verdict"
    )
    range_explanation = fields.Char(string="Why", compute="_compute_range_verdict")
    range_line_id = fields.Many2one(
        comodel_name="retail.assortment.line",
        string="Deciding Line",
        compute="_compute_range_verdict",
        groups="retail_base.group_retail_user",
    )

    @api.depends_context("range_store_id", "range_product", "lang")
    def _compute_range_verdict(self):
        verdicts = self._get_range_verdicts()
        sentences = self._get_range_sentences(verdicts)
        for record in self:
            verdict = verdicts.get(record._origin.id)
            record.range_verdict = verdict and verdict.verdict
            record.is_in_range = bool(verdict) and verdict.verdict in IN_RANGE
            record.range_explanation = sentences.get(record._origin.id)
            record.range_line_id = verdict and verdict.line_id

    @api.model
    def _get_range_sentences(self, verdicts):
        """Put verdicts into words.

        :param dict verdicts: {any key: `Verdict`}
        :return: {the same key: sentence}
        """
        # Whoever may ask why is told, whatever else they may read.
        lines = self.env["retail.assortment.line"].sudo()
        lines = lines.browse({one.line_id for one in verdicts.values() if one.line_id})
        blocks = self.env["retail.sale.block"].sudo()
        sentences = {}
        for key, verdict in verdicts.items():
            line = lines.browse(verdict.line_id).with_prefetch(lines.ids)
            block = blocks.browse(verdict.block_id)
            sentences[key] = self._get_range_sentence(verdict, line, block)
        return sentences

    @api.model
    def _get_range_sentence(self, verdict, line, block):
        names = {
            "assortment": line.assortment_id.name,
            "line": line.display_name,
            "date": verdict.date and format_date(self.env, verdict.date),
            "message": block.message or "",
        }
        return self._get_range_templates(bool(verdict.date))[verdict.verdict] % names

    @api.model
    def _get_range_templates(self, dated):
        """Return the sentence of each verdict, with or without its date."""
        carried = self.env._("Carried: included by “%(assortment)s”, line %(line)s.")
        excluded = self.env._(
            "Not carried: excluded by “%(assortment)s”, line %(line)s."
        )
        blocked = self.env._("Carried, but blocked. %(message)s")
        stopped = self.env._("Not carried: stopped. %(message)s")
        if dated:
            carried = self.env._(
                "Carried since %(date)s: included by “%(assortment)s”, line %(line)s."
            )
            excluded = self.env._(
                "Not carried since %(date)s: excluded by “%(assortment)s”, line "
                "%(line)s."
            )
            blocked = self.env._("Carried, but blocked since %(date)s. %(message)s")
            stopped = self.env._("Not carried: stopped since %(date)s. %(message)s")
        return {
            "carried": carried,
            "excluded": excluded,
            "blocked": blocked,
            "stopped": stopped,
            "unrestricted": self.env._(
                "Carried: no assortment is published yet, so every store carries all."
            ),
            "no_till": self.env._(
                "Carried, but not at the till: “Point of Sale” is not ticked on it."
            ),
            "not_started": self.env._(
                "Not carried yet: “%(assortment)s”, line %(line)s, begins on %(date)s."
            ),
            "ended": self.env._(
                "Not carried any more: “%(assortment)s”, line %(line)s, ended on "
                "%(date)s."
            ),
            "draft": self.env._(
                "Not carried: “%(assortment)s”, line %(line)s, is only a draft."
            ),
            "closed": self.env._(
                "Not carried: “%(assortment)s”, line %(line)s, has been closed."
            ),
            "not_included": self.env._(
                "Not carried: no assortment of this store includes it."
            ),
            "not_for_sale": self.env._("Not carried: “Sales” is not ticked on it."),
            "archived": self.env._("Not carried: it is archived."),
            "other_company": self.env._("Not carried: it belongs to another company."),
        }
