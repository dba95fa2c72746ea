import csv
import io

from odoo.tests import Form, tagged
from odoo.tools.misc import file_open

from .common import AssortmentCommon

OPTIONS = {
    "has_headers": True,
    "quoting": '"',
    "separator": ",",
    "encoding": "utf-8",
    "date_format": "%Y-%m-%d",
    "datetime_format": "%Y-%m-%d %H:%M:%S",
    "float_thousand_separator": ",",
    "float_decimal_separator": ".",
    "advanced": True,
    "keep_matches": False,
    "import_set_empty_fields": [],
    "import_skip_records": [],
}
LINES = "retail.assortment.line"


class ImportCommon(AssortmentCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.rule = cls._assort(cls.store_a, include=cls.pan, name="Spring")

    def _to_csv(self, header, rows):
        text = io.StringIO()
        csv.writer(text).writerows([header, *rows])
        return text.getvalue().encode()

    def _execute(self, model, content, header, dryrun=False, **options):
        """Import a file as the client does, as a manager; return what it is told."""
        wizard = (
            self.env["base_import.import"]
            .with_user(self.manager)
            .create(
                {
                    "res_model": model,
                    "file": content,
                    "file_type": "text/csv",
                    "file_name": "lines.csv",
                }
            )
            .with_context(tracking_disable=True)
        )
        return wizard.execute_import(header, header, {**OPTIONS, **options}, dryrun)

    def _import(self, header, rows, model=LINES, **options):
        """Import rows; return the records, none if something is wrong."""
        result = self._execute(model, self._to_csv(header, rows), header, **options)
        self.messages = result["messages"]
        return self.env[model].browse(result.get("ids") or [])

    def _import_all(self, header, rows, model=LINES, **options):
        records = self._import(header, rows, model=model, **options)
        self.assertFalse(self.messages)
        return records

    def _add_external_ids(self, records):
        """Give external ids to records; return them."""
        self.env["ir.model.data"].create(
            [
                {
                    "module": "range_test",
                    "name": f"{record._table}_{record.id}",
                    "model": record._name,
                    "res_id": record.id,
                }
                for record in records
            ]
        )
        return [f"range_test.{record._table}_{record.id}" for record in records]


@tagged("post_install", "-at_install")
class TestImport(ImportCommon):
    """Lines and assortments that come from files, by the standard import."""

    # === WHAT A COLUMN MAY SAY ===#

    def test_lines_name_things_by_name(self):
        lines = self._import_all(
            ["assortment_id", "effect", "categ_id", "product_tmpl_id", "product_id"],
            [
                ["Spring", "Include", "Garden / Tools", "", ""],
                ["Spring", "Exclude", "", "Rake", ""],
                ["Spring", "exclude", "", "", "Spade"],
            ],
        )
        self.assertEqual(lines.assortment_id, self.rule)
        self.assertEqual(
            [line.target for line in lines],
            [self.tools, self.rake.product_tmpl_id, self.spade],
        )
        self.assertEqual(lines.mapped("exclude"), [False, True, True])

    def test_lines_name_things_by_external_and_database_id(self):
        external = self._add_external_ids([self.rule, self.rake])
        lines = self._import_all(
            ["assortment_id/id", "product_id/id", "exclude"],
            [[*external, "1"]],
        )
        lines |= self._import_all(
            ["assortment_id/.id", "product_tmpl_id/.id", "exclude"],
            [[self.rule.id, self.rake.product_tmpl_id.id, "0"]],
        )
        self.assertEqual(lines.assortment_id, self.rule)
        self.assertEqual(
            [line.target for line in lines], [self.rake, self.rake.product_tmpl_id]
        )
        self.assertEqual(lines.mapped("exclude"), [True, False])

    def test_products_are_found_by_internal_reference_and_barcode(self):
        """As core's search does; as they are displayed, too."""
        self.spade.write({"default_code": "SPD", "barcode": "4006381333931"})
        cells = ["SPD", "4006381333931", "[SPD] Spade", "Spade"]
        for field, target in (
            ("product_id", self.spade),
            ("product_tmpl_id", self.spade.product_tmpl_id),
        ):
            lines = self._import_all(
                ["assortment_id", field], [["Spring", cell] for cell in cells]
            )
            self.assertEqual([line.target for line in lines], [target] * len(cells))

    def test_what_is_found_is_what_core_finds(self):
        """Wherever references, barcodes and names of products cross."""
        cross = self._create_product("SPD", barcode="RAKE", default_code="Rake")
        self.spade.write({"default_code": "SPD"})
        self.rake.write({"default_code": "RAKE"})
        self._create_product("Twin")
        self._create_product("Twin")
        self._create_variants("Cushion")
        self.chair.active = False
        cells = ["SPD", "RAKE", "Rake", "Spade", "[SPD] x", "Twin", "Cushion", "Chair"]
        imports = self.env["retail.assortment.line"]
        for model in ("product.product", "product.template"):
            found = imports._find_by_name(self.env[model], set(cells))
            for cell in cells:
                matches = self.env[model].name_search(cell, operator="=")
                with self.subTest(f"{model} {cell}"):
                    if cell in found:
                        self.assertEqual(found[cell], matches[0][0])
                    else:
                        self.assertNotEqual(len(matches), 1)
        self.assertTrue(cross)

    def test_an_ambiguous_name_is_said(self):
        self._create_product("Twin")
        self._create_product("Twin")
        lines = self._import(
            ["assortment_id", "product_id"], [["Spring", "Rake"], ["Spring", "Twin"]]
        )
        self.assertTrue(lines)
        self.assertIn("Found multiple matches", self.messages[0]["message"])
        self.assertEqual(self.messages[0]["rows"]["from"], 1)

    def test_what_is_not_found_is_said_with_its_row(self):
        header = ["assortment_id", "categ_id", "product_id", "product_tmpl_id/.id"]
        rows = [
            ["Spring", "Garden", "", ""],
            ["Spring", "", "Nothing like it", ""],
            ["Spring", "", "", "2147483647"],
        ]
        self.assertFalse(self._import(header, rows))
        self.assertEqual([one["rows"]["from"] for one in self.messages], [1, 2])
        self.assertIn("No matching record", self.messages[0]["message"])
        self.assertEqual(len(self.rule.line_ids), 1)

    def test_a_target_that_is_none_is_refused(self):
        header = ["assortment_id", "target"]
        self.assertFalse(self._import(header, [["Spring", "Garden"]]))
        self.assertIn("Choose a category", self.messages[0]["message"])
        line = self._import_all(
            header, [["Spring", f"product.category,{self.garden.id}"]]
        )
        self.assertEqual(line.categ_id, self.garden)

    # === WHOLE ASSORTMENTS ===#

    def test_an_assortment_comes_with_its_lines(self):
        header = ["name", "store_ids", "date_end", "line_ids/effect"]
        header += ["line_ids/categ_id", "line_ids/product_id/id", "line_ids/date_end"]
        (spade,) = self._add_external_ids(self.spade)
        both = "Store A,Store B"
        rules = self._import_all(
            header,
            [
                ["Autumn", both, "2099-11-30", "Include", "Garden", "", ""],
                ["", "", "", "Exclude", "", spade, "2099-10-31"],
                ["Winter", "Store B", "", "Include", "Kitchen", "", ""],
            ],
            model="retail.assortment",
        )
        autumn, winter = rules
        self.assertEqual(autumn.store_ids, self.store_a | self.store_b)
        self.assertEqual(
            [one.target for one in autumn.line_ids], [self.garden, self.spade]
        )
        self.assertEqual(autumn.line_ids.mapped("effect"), ["include", "exclude"])
        self.assertEqual(winter.line_ids.categ_id, self.kitchen)
        self.assertEqual(rules.mapped("state"), ["draft", "draft"])

    def test_a_batch_does_not_tear_an_assortment_from_its_lines(self):
        header = ["name", "line_ids/product_id/.id"]
        products = [self.spade, self.rake, self.chair, self.pan]
        rows = [["Autumn", self.pan.id], *(["", one.id] for one in products)]
        rows += [["Winter", self.pan.id]]
        result = self._execute(
            "retail.assortment", self._to_csv(header, rows), header, limit=2
        )
        self.assertFalse(result["messages"])
        self.assertEqual(result["nextrow"], 5)
        autumn = self.env["retail.assortment"].browse(result["ids"])
        self.assertEqual(len(autumn.line_ids), 5)
        result = self._execute(
            "retail.assortment", self._to_csv(header, rows), header, limit=2, skip=5
        )
        winter = self.env["retail.assortment"].browse(result["ids"])
        self.assertEqual(winter.name, "Winter")
        self.assertEqual(winter.line_ids.product_id, self.pan)

    def test_the_templates_are_offered_and_import(self):
        parent = self._create_category("Outdoor")
        self._create_category("Winter", parent)
        self._create_product("Snow shovel")
        self._create_product("Ski boots", default_code="SKI-BOOTS-44")
        self._create_group("North")
        self._create_group("Middle")
        self.store_b.name = "Oslo"
        for model in ("retail.assortment", LINES):
            (template,) = self.env[model].get_import_templates()
            with file_open(template["template"].lstrip("/"), "rb") as file:
                content = file.read()
            header = content.decode().splitlines()[0].split(",")
            result = self._execute(model, content, header)
            self.assertFalse(result["messages"])
        rule = self.env["retail.assortment"].search(
            [("name", "=", "Winter range north")]
        )
        self.assertCountEqual(rule.group_ids.mapped("name"), ["Middle", "North"])
        self.assertCountEqual(rule.line_ids.mapped("exclude"), [False] * 4 + [True] * 2)

    # === THERE AND BACK ===#

    def _export(self, records, header):
        rows = records.with_user(self.admin).sudo().export_data(header)["datas"]
        return [["" if cell is False else str(cell) for cell in row] for row in rows]

    def test_what_is_exported_imports_unchanged(self):
        self.rule.line_ids = [
            self._line(self.garden, date_start="2026-03-01", date_end="2026-03-31"),
            self._line(self.rake.product_tmpl_id, exclude=True),
            self._line(self.spade, exclude=True, date_end="2026-12-24"),
        ]
        header = ["id", "assortment_id/id", "effect", "categ_id/id"]
        header += ["product_tmpl_id/id", "product_id/id", "date_start", "date_end"]
        exported = self._export(self.rule.line_ids, header)
        self.env.flush_all()
        self.env.invalidate_all()
        before = self.rule.line_ids.read()
        self.assertEqual(self._import_all(header, exported), self.rule.line_ids)
        self.assertEqual(self.rule.line_ids.read(), before, "Not even the write date.")
        exported[1][-1] = "2027-01-01"
        self._import_all(header, exported)
        self.assertEqual(str(self.rule.line_ids[1].date_end), "2027-01-01")
        self.assertEqual(len(self.rule.line_ids), 4)

    def test_what_is_exported_makes_the_same_lines_elsewhere(self):
        self.rule.line_ids = [
            self._line(self.garden, date_start="2026-03-01"),
            self._line(self.spade, exclude=True),
        ]
        header = ["effect", "categ_id", "product_tmpl_id", "product_id", "date_start"]
        rows = self._export(self.rule.line_ids, header)
        other = self._assort(self.store_b, state="draft", name="Elsewhere")
        self._import_all(
            ["assortment_id", *header], [["Elsewhere", *row] for row in rows]
        )
        self.assertEqual(self._export(other.line_ids, header), rows)

    def test_an_assortment_is_exported_and_imported_with_its_lines(self):
        self.rule.line_ids = [self._line(self.spade, exclude=True)]
        header = ["id", "name", "store_ids/id", "line_ids/id", "line_ids/effect"]
        header += ["line_ids/product_id/id", "line_ids/date_end"]
        rows = self._export(self.rule, header)
        before = self.rule.line_ids.read(["product_id", "effect", "date_end"])
        self._import_all(header, rows, model="retail.assortment")
        self.assertEqual(
            self.rule.line_ids.read(["product_id", "effect", "date_end"]), before
        )
        self.assertEqual(self.rule.store_ids, self.store_a)

    # === 2,000 LINES ===#

    def _count_queries(self, work):
        self.env.flush_all()
        self.env.invalidate_all()
        before = self.cr.sql_log_count
        result = work()
        self.env.flush_all()
        return self.cr.sql_log_count - before, result

    def test_2000_lines_take_a_bounded_number_of_queries(self):
        """For all ways to name a product: far less than one query for each line."""
        products = self.env["product.product"].create(
            [{"name": f"Article {n}", "default_code": f"A{n}"} for n in range(2000)]
        )
        external = self._add_external_ids(products)
        ways = {
            "product_id/.id": [[one.id] for one in products],
            "product_id/id": [[one] for one in external],
            "product_id": [[one.default_code] for one in products],
            "product_tmpl_id": [[one.name] for one in products],
        }
        for column, cells in ways.items():
            with self.subTest(column):
                rows = [["Spring", *row, "Exclude", "2099-01-01"] for row in cells]
                header = ["assortment_id", column, "effect", "date_end"]
                queries, lines = self._count_queries(
                    lambda header=header, rows=rows: self._import_all(header, rows)
                )
                self.assertEqual(len(lines), 2000)
                self.assertEqual(set(lines.mapped("exclude")), {True})
                self.assertLess(queries, 200)
        header = ["id", "assortment_id/id", "product_id/id", "effect", "date_end"]
        rows = self._export(lines, header)
        queries, _lines = self._count_queries(lambda: self._import_all(header, rows))
        self.assertLess(queries, 200)

    def test_registers_are_told_once(self):
        told = []
        self.patch(
            self.registry["pos.config"],
            "_send_range_changed",
            lambda config: told.append(config),
        )
        self.env.cr.precommit.clear()
        self._import_all(
            ["assortment_id", "product_id"], [["Spring", "Rake"], ["Spring", "Chair"]]
        )
        self.env.cr.precommit.run()
        self.assertEqual(len(told), 1)

    def test_a_form_does_not_read_all_lines_to_be_changed(self):
        """No field of the form asks the server at each change, sending all lines."""
        view = self.env["retail.assortment"].get_view(view_type="form")
        names = view["models"]["retail.assortment"]
        fields = {self.rule._fields[name] for name in names}
        asking = [
            field.name for field in fields if self.rule._has_onchange(field, fields)
        ]
        self.assertFalse(asking)

    def test_saving_does_not_read_all_lines(self):
        products = self.env["product.product"].create(
            [{"name": f"Article {n}"} for n in range(300)]
        )
        self.rule.line_ids = [self._line(product) for product in products]
        self.env.flush_all()
        self.env.invalidate_all()
        self.rule.date_end = "2099-01-01"
        self.rule.action_close()
        self.rule.action_publish()
        self.env.flush_all()
        cache = self.rule._fields["line_ids"]._get_cache(self.env)
        self.assertNotIn(self.rule.id, cache)

    def test_counts_of_a_form_follow_what_is_saved(self):
        with Form(self.rule.with_user(self.manager)) as form:
            form.store_ids.add(self.store_b)
            with form.line_ids.new() as line:
                line.target = f"product.product,{self.rake.id}"
        self.assertEqual((self.rule.store_count, self.rule.product_count), (2, 2))
