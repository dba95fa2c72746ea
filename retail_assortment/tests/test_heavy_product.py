import json

from odoo.fields import Command
from odoo.tests import tagged

from odoo.addons.retail_base.tests.common import RetailTillCommon

from .till import AssortmentBuilders

LIGHT = (2, 2, 2)
HEAVY = (12, 10, 4)
# What a register is sent of one variant, at most.
BYTES_OF_A_VARIANT = 1500


@tagged("post_install", "-at_install")
class TestHeavyProduct(AssortmentBuilders, RetailTillCommon):
    """A product with hundreds of variants outside the range, asked for by a cashier."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.set_up_range(policy="allow")
        cls.open_session(cls.register_a)
        cls.light = cls._create_sofa("Plain Sofa", LIGHT)
        cls.heavy = cls._create_sofa("Modular Sofa", HEAVY)

    @classmethod
    def _create_sofa(cls, name, sizes):
        attributes = cls.env["product.attribute"].create(
            [
                {
                    "name": f"{name} {number}",
                    "value_ids": [
                        Command.create({"name": f"{name} {number}.{value}"})
                        for value in range(size)
                    ],
                }
                for number, size in enumerate(sizes)
            ]
        )
        template = cls.env["product.template"].create(
            {
                "name": name,
                "is_storable": True,
                "available_in_pos": True,
                "attribute_line_ids": [
                    Command.create(
                        {
                            "attribute_id": attribute.id,
                            "value_ids": [Command.set(attribute.value_ids.ids)],
                        }
                    )
                    for attribute in attributes
                ],
            }
        )
        for number, variant in enumerate(template.product_variant_ids):
            variant.default_code = f"{name} {number}"
        return template

    def _call(self, model, method, *args, **context):
        """Call as a cashier's register does; return the answer and its queries."""
        self.env.flush_all()
        self.env.invalidate_all()
        start = self.env.cr.sql_log_count
        records = self.env[model].with_user(self.cashier).with_context(**context)
        answer = getattr(records, method)(self.register_a.id, *args)
        return answer, self.env.cr.sql_log_count - start

    def _compare(self, model, method, get_args, **context):
        """Ask for the light product and the heavy one; return the answer for the heavy.

        :param get_args: function that returns the arguments for a template
        """
        self._call(model, method, *get_args(self.light), **context)  # rights, and such
        _answer, few = self._call(model, method, *get_args(self.light), **context)
        answer, many = self._call(model, method, *get_args(self.heavy), **context)
        self.assertLessEqual(many, few)
        return answer

    def test_oa_06_found_by_words_and_by_number(self):
        answer = self._compare(
            "product.template",
            "search_products_from_ui",
            lambda product: [product.name],
            retail_scope="all",
        )
        self.assertEqual(answer, {"ids": self.heavy.ids, "total": 1})
        answer = self._compare(
            "product.product", "find_for_look_up", lambda product: [f"{product.name} 7"]
        )
        self.assertEqual(answer["template_ids"], self.heavy.ids)
        self.assertEqual(
            self.env["product.product"].browse(answer["product_id"]).default_code,
            "Modular Sofa 7",
        )

    def test_oa_06_fetched_in_one_bounded_call(self):
        answer = self._compare(
            "product.template",
            "load_product_from_pos",
            lambda product: [[("id", "in", product.ids)]],
        )
        variants = answer["product.product"]
        self.assertEqual(len(variants), 480)
        size = len(json.dumps(answer, default=str))
        self.assertLess(size, 480 * BYTES_OF_A_VARIANT)

    def test_oa_06_fetched_by_barcode_of_one_variant(self):
        for product in self.light | self.heavy:
            product.product_variant_ids[-1].barcode = f"BAR-{product.id}"
        answer = self._compare(
            "product.template",
            "load_product_from_pos",
            lambda product: [
                [("product_variant_ids.barcode", "in", [f"BAR-{product.id}"])]
            ],
        )
        self.assertEqual(len(answer["product.product"]), 480)

    def test_oa_06_judged_in_one_call(self):
        answer = self._compare(
            "pos.config", "get_range_from_ui", lambda product: [product.ids]
        )
        self.assertEqual(answer["outside"], self.heavy.ids)
        self.assertFalse(answer["outside_variants"])
        self.range_a.line_ids = [
            Command.create({"product_id": product.product_variant_ids[0].id})
            for product in self.light | self.heavy
        ]
        answer = self._compare(
            "pos.config", "get_range_from_ui", lambda product: [product.ids]
        )
        self.assertEqual(len(answer["outside_variants"]), 479)

    def test_oa_06_stock_of_all_variants_in_one_call(self):
        [row] = self._compare(
            "product.product",
            "get_store_availability",
            lambda product: [product.product_variant_ids.ids, self.store_a.ids],
        )
        self.assertEqual(len(row["products"]), 480)
