import logging
from uuid import uuid4

import psycopg2

from odoo import api, fields, models
from odoo.exceptions import ConcurrencyError, RedirectWarning, UserError

_logger = logging.getLogger(__name__)


class PosOrder(models.Model):
    """The ticket of a register, with the steps that judge and book it.

    An addon adds a judge step (may this ticket be paid?) or a booking step (what
    follows from it) by extending `_get_judge_steps` or `_get_booking_steps`.
    """

    _inherit = "pos.order"

    retail_review_count = fields.Integer(
        string="Reviews",
        compute="_compute_retail_review_count",
        groups="retail_base.group_retail_user",
    )

    def _compute_retail_review_count(self):
        counts = dict(
            self.env["retail.review"]._read_group(
                [("pos_order_id", "in", self.ids)], ["pos_order_id"], ["__count"]
            )
        )
        for order in self:
            order.retail_review_count = counts.get(order, 0)

    def action_view_retail_reviews(self):
        """Open what has to be looked into about this ticket."""
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "retail_base.retail_review_action"
        )
        return {
            **action,
            "domain": [("pos_order_id", "in", self.ids)],
            "context": {},
        }

    @api.model
    def _process_order(self, order, existing_order):
        """Override of `point_of_sale` to remember that this ticket is just being paid.

        Core stores a new ticket as paid at once, so its state does not tell.
        """
        order["uuid"] = order.get("uuid") or str(uuid4())
        context = {"retail_ticket_being_paid": order["uuid"]}
        if existing_order:
            existing_order = existing_order.with_context(**context)
        return super(PosOrder, self.with_context(**context))._process_order(
            order, existing_order
        )

    def _process_saved_order(self, draft):
        """Override of `point_of_sale` to judge a ticket, and book what follows from it.

        Only the passage to paid counts: core may call this again for a paid ticket.
        """
        self.ensure_one()
        if draft or self.state == "cancel" or not self._is_being_paid():
            return super()._process_saved_order(draft)
        self._set_is_refund()
        refused = self._run_retail_steps(self._get_judge_steps())
        result = super()._process_saved_order(draft)
        # What a check refused is not booked before somebody has looked at it.
        waiting = self._get_waiting_steps(refused)
        self._run_retail_steps(
            [name for name in self._get_booking_steps() if name not in waiting]
        )
        return result

    def _is_being_paid(self):
        self.ensure_one()
        marked = self.env.context.get("retail_ticket_being_paid") == self.uuid
        return marked or self.state == "draft"

    def _set_is_refund(self):
        """Make the ticket a refund when its total is negative, and only then.

        Core picks invoice or credit note by `is_refund` and the signs by the total:
        where the two disagree, it posts everything inverted. Its margins and reports
        turn the subtotals of a refund's lines, which a register turns before.
        """
        self.ensure_one()
        is_refund = self.currency_id.compare_amounts(self.amount_total, 0.0) < 0
        if self.is_refund == is_refund:
            return
        self.is_refund = is_refund
        for line in self.lines:
            line.price_subtotal *= -1
            line.price_subtotal_incl *= -1

    @api.model
    def _get_judge_steps(self):
        """List what decides whether a ticket may be paid.

        :return: names of methods of one ticket that raise a UserError to refuse it.
            They must not count the ticket itself twice: they run again, on the paid
            ticket, from the review list. The step `_judge_x` that refuses holds back
            the booking step `_book_x`.
        """
        return []

    @api.model
    def _get_booking_steps(self):
        """List what follows from a ticket that was paid.

        :return: names of methods of one ticket, run after its payment and pickings;
            they may run again from the review list
        """
        return []

    @api.model
    def _get_waiting_steps(self, refused):
        """List the booking steps that wait until these judge steps go through."""
        waiting = [name.replace("_judge_", "_book_", 1) for name in refused]
        return [name for name in self._get_booking_steps() if name in waiting]

    def _run_retail_steps(self, names):
        """Run steps of this ticket, each for itself.

        At an interactive sync a step may refuse the ticket. One that arrives silently
        (the customer has left with the goods) is never refused: its money is booked,
        and what is wrong with it goes to the review list.

        :param list names: names of methods of one ticket
        :return: names of those that refused a silent ticket
        :raise UserError: a step refused an interactive ticket
        """
        self.ensure_one()
        if not self.env.context.get("retail_silent"):
            for name in names:
                getattr(self, name)()
            return []
        return [name for name in names if not self._run_silently(name)]

    def _run_silently(self, name):
        """Run one step in its own savepoint and say whether it went through.

        Errors of the database that are nobody's fault pass: Odoo runs the whole
        transaction again.
        """
        # What core left to write must not be taken for the step's own.
        self.env.flush_all()
        try:
            with self.env.cr.savepoint():
                getattr(self, name)()
        except (UserError, RedirectWarning) as error:
            message = str(error.args[0])
        except (psycopg2.OperationalError, ConcurrencyError):
            raise
        except Exception:
            # A defect of ours must not cost the customer's ticket.
            _logger.exception("%s failed on ticket %s", name, self.uuid)
            message = self.env._(
                "An unexpected error stopped this step. Tell your administrator; "
                "the server's log has the details."
            )
        else:
            return True
        kind = "booking" if name in self._get_booking_steps() else "judge"
        self._add_to_review(message, kind, step=name)
        return False

    def _add_to_review(self, message, kind="other", step=False):
        """Put this ticket on the review list, once for each step.

        :param str message: what is wrong, one sentence for the owner of the review
        :param str kind: see the field `kind` of `retail.review`
        :param str step: name of the step that failed, to be run again
        :return: the open `retail.review`, in superuser mode
        """
        self.ensure_one()
        # The cashier neither sees nor writes the review list.
        reviews = self.env["retail.review"].sudo()
        known = step and reviews.search(
            [
                ("pos_order_id", "=", self.id),
                ("step", "=", step),
                ("state", "=", "open"),
            ],
            limit=1,
        )
        if known:
            known.message = message
            return known
        return reviews.create(
            {
                "kind": kind,
                "message": message,
                "step": step,
                "pos_order_id": self.id,
                "ticket_uuid": self.uuid,
                "ticket_name": self.pos_reference or self.name,
                "amount_total": self.amount_total,
                "session_id": self.session_id.id,
                "config_id": self.config_id.id,
            }
        )
