from odoo import fields, models
from odoo.tools.misc import format_datetime

from ..tools.quiet import QUIET

NO_CLAIM = {"user_id": False, "picking_since": False, "picking_worker": False}


class StockPicking(models.Model):
    """One person picks a delivery at registers, too (FU-05).

    Runs with superuser rights for registers, which have asked what their user may.
    """

    _inherit = "stock.picking"  # pylint: disable=consider-merging-classes-inherited

    picking_worker = fields.Char(
        string="Picked By",
        readonly=True,
        copy=False,
        help="Who picks at the register: the employee where it knows its employees.",
    )

    def _is_claimed_by(self, worker):
        """Say whether the user, being `worker` at a register, picks this delivery."""
        self.ensure_one()
        name = self.picking_worker or self.user_id.name
        mine = worker or self.env.user.name
        return self.user_id == self.env.user and name == mine

    def _get_claim_obstacle(self, worker):
        """Say who else picks this delivery, in a sentence; False when nobody does."""
        self.ensure_one()
        if not self.picking_since or self._is_claimed_by(worker):
            return False
        return self.env._(
            "Picking: %(worker)s has had %(delivery)s since %(moment)s. Ask them, or "
            "let a manager take it over.",
            worker=self.picking_worker or self.user_id.name,
            delivery=self.sale_id.name,
            moment=format_datetime(
                self.env,
                self.picking_since,
                tz=self.picking_type_id.warehouse_id.tz,
                dt_format="short",
            ),
        )

    def _claim(self, worker):
        """Let the user, being `worker` at a register, pick these deliveries (FU-05)."""
        for picking in self:
            if picking.picking_since and picking._is_claimed_by(worker):
                continue
            lines = picking._get_moves_to_prepare().sale_line_id
            if not lines.filtered(lambda line: not line._get_acceptance_obstacle()):
                picking._ensure_accepted(lines)
            picking.with_context(**QUIET).write(
                {
                    "user_id": self.env.uid,
                    "picking_since": fields.Datetime.now(),
                    "picking_worker": worker or self.env.user.name,
                }
            )

    def _release_claim(self):
        """Let others pick these deliveries."""
        self.filtered("picking_since").with_context(**QUIET).write(NO_CLAIM)

    def action_start_picking(self):
        """Override of this addon's own method: in the back office it is the user."""
        result = super().action_start_picking()
        self.sudo().picking_worker = self.env.user.name
        return result

    def action_stop_picking(self):
        """Override of this addon's own method to forget who picked at a register."""
        result = super().action_stop_picking()
        self.sudo().picking_worker = False
        return result
