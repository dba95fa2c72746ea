from collections import defaultdict

from markupsafe import Markup

from odoo import api, models
from odoo.tools.misc import clean_context, formatLang

LOG = "retail_assortment.log"
NAMED = 10
PLACES = {"store_ids": "stock.warehouse", "group_ids": "retail.store.group"}


class RetailAssortment(models.Model):
    """What changed in lines and places: one message for each transaction.

    What was there before is noted when it changes, and compared in the end: what was
    rolled back, or changed back, is no change.
    """

    _inherit = "retail.assortment"  # pylint: disable=consider-merging-classes-inherited

    def write(self, vals):
        """Override of `mail` to log which stores and groups came and went."""
        if PLACES.keys().isdisjoint(vals):
            return super().write(vals)
        before = {assortment: assortment._get_places() for assortment in self}
        result = super().write(vals)
        for assortment in self:
            assortment._note_places(before[assortment] ^ assortment._get_places())
        return result

    # === NOTING ===#

    @api.model
    def _is_logged(self):
        # An import without history leaves out mails and values, not every trace: one
        # note for 50,000 lines costs nothing.
        context = self.env.context
        return bool(context.get("import_file") or not context.get("tracking_disable"))

    @api.model
    def _get_range_log(self):
        """Return what this transaction has noted.

        :return: {"lines": {assortment id: {line id: values before, None for a new
            line}}, "places": {assortment id: {place: whether it was there}}}
        """
        precommit = self.env.cr.precommit
        if LOG not in precommit.data:
            precommit.data[LOG] = {
                "lines": defaultdict(dict),
                "places": defaultdict(dict),
            }
            precommit.add(self.browse()._post_range_log)
        return precommit.data[LOG]

    def _get_places(self):
        """Return {(field, id)} of the stores and groups that an assortment names."""
        self.ensure_one()
        return {(name, number) for name in PLACES for number in self.sudo()[name].ids}

    def _note_places(self, changed):
        """Note that some places, as `_get_places` gives them, just came or went."""
        self.ensure_one()
        if self._is_logged():
            noted = self._get_range_log()["places"][self.id]
            now = self._get_places()
            for place in changed:
                noted.setdefault(place, place not in now)

    # === POSTING ===#

    @api.model
    def _post_range_log(self):
        log = self.env.cr.precommit.data.pop(LOG)
        # Stores of other companies are named, too.
        assortments = self.sudo().with_context(**clean_context(self.env.context))
        # What is made in this transaction has the message of its creation.
        changed = assortments.search(
            [
                ("id", "in", sorted(log["lines"].keys() | log["places"].keys())),
                ("create_date", "<", self.env.cr.now()),
            ]
        )
        bodies = {}
        for assortment in changed:
            changes = [
                *assortment._list_place_changes(log["places"][assortment.id]),
                *assortment._list_line_changes(log["lines"][assortment.id]),
            ]
            if changes:
                bodies[assortment.id] = self._describe_changes(changes)
        assortments.browse(bodies)._message_log_batch(bodies=bodies)

    def _list_place_changes(self, noted):
        """Return a function for each place that came or went, which describes it."""
        self.ensure_one()
        now = self._get_places()
        return [
            lambda place=place: self._describe_place(place, place in now)
            for place, was_there in noted.items()
            if was_there != (place in now)
        ]

    def _list_line_changes(self, noted):
        """Return a function for each line that changed, which describes it.

        :param dict noted: {line id: values before, None for a new line}
        """
        self.ensure_one()
        lines = self.env["retail.assortment.line"].sudo().browse(noted)
        domain = [("id", "in", lines.ids), ("assortment_id", "=", self.id)]
        here = lines.search(domain, order="id")
        kept = here.filtered(lambda line: noted[line.id])
        changed = kept.filtered(
            lambda line: line._get_logged_values() != noted[line.id]
        )
        gone = (lines - here).filtered(lambda line: noted[line.id])
        return [
            *(lambda line=line: line._describe_addition() for line in here - kept),
            *(
                lambda line=line: line._describe_change(noted[line.id])
                for line in changed
            ),
            *(
                lambda line=line: line._describe_removal(noted[line.id])
                for line in gone
            ),
        ]

    def _describe_changes(self, changes):
        items = [describe() for describe in changes[:NAMED]]
        if len(changes) > NAMED:
            rest = formatLang(self.env, len(changes) - NAMED, digits=0)
            items.append(self.env._("and %s more", rest))
        rows = Markup().join(Markup("<li>%s</li>") % item for item in items)
        return Markup('<ul class="list-unstyled mb-0">%s</ul>') % rows

    def _describe_place(self, place, is_there):
        name, number = place
        named = self.env[PLACES[name]].browse(number).exists().display_name
        sign = "+" if is_there else "−"
        if name == "store_ids":
            return self.env._("%(sign)s Store %(store)s", sign=sign, store=named)
        return self.env._("%(sign)s Store group %(group)s", sign=sign, group=named)
