from collections import defaultdict

from odoo import api, models
from odoo.exceptions import UserError

from ..tools.payload import PayloadError, read_asked_lines


class RetailReturn(models.Model):
    """What the server says of a return before any money moves.

    The tickets are judged again when they are paid.
    """

    _inherit = "retail.return"  # pylint: disable=consider-merging-classes-inherited

    @api.model
    def check_return_from_ui(self, config_id, lines):
        """Say whether these goods can come back now, and what needs a manager.

        :param int config_id: the register that asks
        :param list lines: see `read_asked_lines`, of one or several sales
        :return: {"ok": bool, "message": why not, empty when they can, "faults": for
            each sale whose return a manager must approve {"sale" (key), "text",
            "amount" (what it gives back, taxes included)}, "asks_condition": a
            policy asks how some of the goods look, and nobody said so}
        :raise UserError, AccessError: the user may not use this register
        """
        config = self.env["pos.config"]._browse_from_ui(config_id)
        try:
            asked = read_asked_lines(lines)
        except PayloadError as error:
            raise UserError(self._get_unknown_sale_message()) from error
        # The register is checked; only lines of its company are looked at.
        checked = self.sudo()
        cases = checked._browse_asked(config, asked)
        if cases is None:
            return self._answer_check(self._get_unknown_sale_message())
        by_sale = defaultdict(list)
        for case in cases:
            by_sale[case["sold"]._get_sale()].append(case)
        messages = checked._explain_asked(cases)
        messages += checked._explain_sales(config, by_sale)
        if messages:
            return self._answer_check(" ".join(messages))
        return self._answer_check(
            "",
            checked._explain_approvals(config, by_sale),
            checked._lacks_condition(config, by_sale),
        )

    @api.model
    def _answer_check(self, message, faults=(), asks_condition=False):
        return {
            "ok": not message,
            "message": message,
            "faults": list(faults),
            "asks_condition": asks_condition,
        }

    @api.model
    def _browse_asked(self, config, asked):
        """Return what is asked as the policies read it, see `_explain_faults`.

        :return: list of cases, None when a line is not of the register's company
        """
        lines = self.env["pos.order.line"]
        cases = []
        for line in asked:
            sold = lines._find_return_source({line["source"]: line["id"]})
            if not sold or sold.company_id != config.company_id:
                return None
            amount = sold._get_refund_unit_amount() * line["qty"]
            cases.append(
                {
                    "sold": sold,
                    "product": sold.product_id,
                    "reason": self.env["retail.reason.code"]
                    .browse(line["reason_id"])
                    .exists(),
                    "condition": line["condition"],
                    "amount": config.currency_id.round(amount),
                    "currency": config.currency_id,
                    "qty": line["qty"],
                    # Core's own refund chooses them later; they are judged then.
                    **({"lots": line["lots"]} if line["lots"] is not None else {}),
                }
            )
        return cases

    @api.model
    def _explain_asked(self, cases):
        """Say of what more would come back than can, as sentences."""
        asked = defaultdict(float)
        for case in cases:
            asked[case["sold"]] += case["qty"]
        messages = []
        for name in ("pos.order.line", "sale.order.line", "account.move.line"):
            ids = [sold.id for sold in asked if sold._name == name]
            returnables = self.env[name].browse(ids)._get_returnables()
            messages += [
                sold._get_over_return_message(asked[sold], values)
                for sold, values in returnables.items()
                if sold._get_returned_unit().compare(asked[sold], values["returnable"])
                > 0
            ]
        return messages

    @api.model
    def _explain_sales(self, config, by_sale):
        """Say why a register does not take these goods back, as sentences."""
        policies = self.env["retail.return.policy"]
        messages = []
        for sale, cases in by_sale.items():
            refusal = sale._get_register_refusal(config)
            messages += [refusal] if refusal else []
            known = [case for case in cases if "lots" in case]
            messages += policies._explain_lots(
                "refuse", config.store_id, sale.partner_id, known
            )
        return messages

    @api.model
    def _lacks_condition(self, config, by_sale):
        """Say whether a policy asks how goods look, and nobody said so."""
        policies = self.env["retail.return.policy"]
        return any(
            not case["condition"]
            and policies._asks_condition(config.store_id, sale.partner_id, case)
            for sale, cases in by_sale.items()
            for case in cases
        )

    @api.model
    def _explain_approvals(self, config, by_sale):
        """List what a manager must approve; nothing for a manager at an own log-in."""
        store = config.store_id
        if not store or self.env.user.has_group("retail_base.group_retail_manager"):
            return []
        policies = self.env["retail.return.policy"]
        faults = []
        for sale, cases in by_sale.items():
            sentences = policies._explain_faults(store, sale.partner_id, cases)
            if sentences:
                amount = sum(case["amount"] for case in cases)
                faults.append(
                    {
                        "sale": sale._get_sale_key(),
                        "text": " ".join(sentences),
                        "amount": config.currency_id.round(amount),
                    }
                )
        return faults
