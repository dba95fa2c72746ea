from odoo import models


class RetailOrderRequest(models.Model):
    """The judge of delivery modes and slots that a register asks for.

    Registers that know neither are served: the only mode there is, is taken; where
    one must be chosen, they are told.
    """

    _inherit = "retail.order.request"  # pylint: disable=consider-merging-classes-inherited

    def _resolve_delivery(self, lines):
        """Add to each line its "mode", and "modes": those that it may have; the day
        goes with the slot."""
        carriers = self.env["delivery.carrier"]
        known = {}
        for line in lines:
            fulfilment, store = line["fulfilment"], line["store"]
            if fulfilment not in known:
                known[fulfilment] = carriers._get_delivery_modes(
                    fulfilment, self.company_id
                )
            line["modes"] = known[fulfilment]._filter_offered(
                store, line["product"], line["partner"] or self.partner_id
            )
            only = line["modes"] if len(line["modes"]) == 1 else carriers
            line["mode"] = line["named"]["delivery_mode_id"] or only
            if fulfilment != "pickup":
                line["slot"] = None
            if line["slot"]:
                line["date"] = store._localize(line["slot"][0]).date()

    def _get_place_problem(self, line, offered):
        """Override of this addon's own method to judge delivery mode and slot."""
        store = line["store"]
        problem = super()._get_place_problem(line, offered) or store._get_mode_problem(
            line["mode"], line["fulfilment"], line["modes"]
        )
        if problem or line["fulfilment"] != "pickup":
            return problem
        return store._get_slot_problem(
            line["mode"],
            line["slot"],
            moment=self.pos_order_id.date_order,
            besides=self.pos_order_id.customer_order_id,
        )

    def _lock_slots(self, lines):
        """Lock the slots that a ticket books: another register may want them, too.

        Before there is a ticket, nothing is booked and nothing is locked.
        """
        if self.pos_order_id:
            self.env["retail.slot"]._lock(
                [(line["store"], line["slot"][0]) for line in lines if line["slot"]]
            )

    def _prepare_delivery(self, line):
        """Return mode and slot of a line as values of a `sale.order.line`.

        A ticket that was accepted as it is may lack what there is to choose from.
        """
        start, end = line["slot"] or (False, False)
        return {
            "delivery_mode_id": line["mode"].id,
            "fulfilment_slot_start": start,
            "fulfilment_slot_end": end,
        }
