from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools.misc import format_datetime

from odoo.addons.retail_base.tools.judge import lock_records


class StockPicking(models.Model):
    """Shipments wait until they are accepted; one person picks each (FU-03, FU-05)."""

    _inherit = "stock.picking"  # pylint: disable=consider-merging-classes-inherited

    has_pending_goods = fields.Boolean(
        string="To Accept", compute="_compute_has_pending_goods", compute_sudo=True
    )
    picking_since = fields.Datetime(
        readonly=True,
        copy=False,
        help="Since when the person responsible picks these goods.",
    )

    @api.depends("move_ids.sale_line_id.acceptance", "move_ids.state")
    def _compute_has_pending_goods(self):
        for picking in self:
            lines = picking._get_lines_to_prepare()
            picking.has_pending_goods = "pending" in lines.mapped("acceptance")

    def _get_lines_to_prepare(self):
        """Return the lines of orders whose goods this transfer prepares or ships."""
        moves = self.sudo().move_ids.filtered(
            lambda move: move.state not in ("done", "cancel")
        )
        return moves.sale_line_id

    def action_accept_goods(self):
        """Accept all that is pending in these transfers; see `action_accept`."""
        self.check_access("write")
        lines = self._get_lines_to_prepare()
        # Whoever prepares goods need not read orders.
        lines.filtered(lambda line: line.acceptance == "pending").action_accept()

    def action_start_picking(self):
        """Take these transfers, so that nobody else picks the same goods.

        :raise UserError: somebody else does, or nothing of it is accepted
        """
        self.check_access("write")
        # Two people may begin at the same moment.
        for picking in lock_records(self):
            lines = picking._get_lines_to_prepare()
            if not lines.filtered(lambda line: not line._get_acceptance_obstacle()):
                picking._ensure_accepted(lines)
            picking._ensure_not_picked_by_others()
        self.write({"user_id": self.env.uid, "picking_since": fields.Datetime.now()})

    def action_stop_picking(self):
        """Let others pick these transfers.

        :raise UserError: somebody else picks one of them
        """
        self.check_access("write")
        lock_records(self)._ensure_not_picked_by_others()
        self.write({"user_id": False, "picking_since": False})

    def _ensure_not_picked_by_others(self):
        """Refuse to touch what another person picks; managers take over."""
        if self.env.su or self.env.user.has_group("retail_base.group_retail_manager"):
            return
        for picking in self.filtered("picking_since"):
            if picking.user_id and picking.user_id != self.env.user:
                raise UserError(
                    self.env._(
                        "Picking: %(worker)s has had %(delivery)s since %(moment)s. "
                        "Ask them, or let a manager take it over.",
                        worker=picking.user_id.name,
                        delivery=picking.name,
                        moment=format_datetime(self.env, picking.picking_since),
                    )
                )

    def _ensure_accepted(self, lines):
        obstacle = lines._get_acceptance_obstacle()
        if obstacle:
            raise UserError(obstacle)

    def _action_done(self):
        """Override of `stock` to move only what was accepted, by who picks it."""
        self._ensure_not_picked_by_others()
        leaving = self.filtered(lambda one: one.picking_type_code != "incoming")
        for picking in leaving:
            moves = picking.sudo().move_ids.filtered(
                lambda move: move.quantity and move.state not in ("done", "cancel")
            )
            picking._ensure_accepted((moves.filtered("picked") or moves).sale_line_id)
        return super()._action_done()
