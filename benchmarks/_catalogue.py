"""The catalogue of a chain: categories in three levels, products, some in sizes."""

from _rows import copy, count, execute

# A department has 9 categories of 10 categories each: 100 for 5,000 products.
DEPARTMENT, CATEGORIES, LEAVES = 5_000, 100, 90
# Every 41st product has 5 sizes: 110,000 variants of 100,000 products.
SIZED, SIZES = 41, 5
CATALOGUE_TABLES = (
    "pos_category_product_template_rel",
    "product_category",
    "product_product",
    "product_taxes_rel",
    "product_template",
    "product_template_attribute_line",
    "product_template_attribute_value",
    "product_variant_combination",
)
KINDS = "Alpine Basic Classic Deluxe Eco Fjord Garden Home Indoor Junior Light Nordic"
NOUNS = "Lamp Chair Table Shelf Kettle Jacket Boot Glove Tent Rope Drill Saw"

SIZE = (
    """
    INSERT INTO product_template_attribute_line
           (id, product_tmpl_id, attribute_id, value_count, active)
    SELECT id, id, %(attribute)s, %(sizes)s, TRUE
      FROM product_template
     WHERE id > %(base)s + %(done)s AND (id - %(base)s) %% %(sized)s = 0
    """,
    """
    INSERT INTO product_attribute_value_product_template_attribute_line_rel
           (product_template_attribute_line_id, product_attribute_value_id)
    SELECT line.id, value.id
      FROM product_template_attribute_line line, unnest(%(values)s) value(id)
     WHERE line.id > %(base)s + %(done)s
    """,
    """
    INSERT INTO product_template_attribute_value
           (id, attribute_line_id, product_tmpl_id, attribute_id,
            product_attribute_value_id, ptav_active)
    SELECT product.id, line.id, line.id, %(attribute)s,
           (%(values)s)[1 + product.id %% 10], TRUE
      FROM product_template_attribute_line line
      JOIN product_product product ON product.product_tmpl_id = line.id
     WHERE line.id > %(base)s + %(done)s
    """,
    """
    INSERT INTO product_variant_combination
           (product_product_id, product_template_attribute_value_id)
    SELECT value.id, value.id
      FROM product_template_attribute_value value
     WHERE value.attribute_line_id > %(base)s + %(done)s
    """,
)


def make_catalogue(env, products):
    """Make the products that are missing, and the categories that they need."""
    done = count(env, "product_template")
    if done >= products:
        return
    _make_categories(env, products // DEPARTMENT * CATEGORIES)
    model = env["product.template"].create(
        {
            "name": "Model",
            "available_in_pos": True,
            "categ_id": env.ref("product.product_category_goods").id,
            "is_storable": True,
        }
    )
    env.flush_all()
    _make_products(env, model, f"generate_series({done + 1}, {products}) n")
    model.unlink()
    env.flush_all()
    _make_relations(env, done)
    _make_sizes(env, done)


def _make_categories(env, categories):
    """Number the categories of a department: itself, 9 below, 90 below these."""
    done = count(env, "product_category")
    copy(
        env,
        env.ref("product.product_category_goods"),
        {
            "id": "%(base)s + n",
            "name": "'Category ' || n",
            "complete_name": "'Category ' || n",
            "parent_id": "%(base)s + CASE level WHEN 2 THEN top WHEN 3 THEN middle END",
            "parent_path": "(%(base)s + top) || '/'"
            " || CASE WHEN level > 1 THEN (%(base)s + middle) || '/' ELSE '' END"
            " || CASE WHEN level > 2 THEN (%(base)s + n) || '/' ELSE '' END",
        },
        f"""(
            SELECT n, n - k AS top,
                   CASE WHEN k < 10 THEN n ELSE n - k + 1 + (k - 10) / 10 END AS middle,
                   CASE WHEN k = 0 THEN 1 WHEN k < 10 THEN 2 ELSE 3 END AS level
              FROM generate_series({done + 1}, {categories}) n,
                   LATERAL (SELECT (n - 1) %% {CATEGORIES} AS k) place) category""",
    )


def _make_products(env, model, source):
    """Make products of the lowest categories, scattered over their department."""
    is_sized = f"n %% {SIZED} = 0"
    copy(
        env,
        model,
        {
            "id": "%(base)s + n",
            "name": "jsonb_build_object('en_US',"
            " (%(kinds)s::text[])[1 + pg_temp.draw(12, 1, n)] || ' ' ||"
            " (%(nouns)s::text[])[1 + pg_temp.draw(12, 2, n)] || ' ' || n)",
            "default_code": f"CASE WHEN NOT {is_sized} THEN 'B' || n END",
            "categ_id": f"%(base)s + (n - 1) / {DEPARTMENT} * {CATEGORIES} + 11"
            f" + n %% {LEAVES}",
            "list_price": "1 + pg_temp.draw(50000, 3, n) / 100.0",
            "lot_sequence_id": "NULL",
            "write_date": "model.write_date - n * interval '1 minute'",
        },
        source,
        kinds=KINDS.split(),
        nouns=NOUNS.split(),
    )
    variant = "(%(base)s + 10 * n + size)"
    copy(
        env,
        model.product_variant_id,
        {
            "id": variant,
            "product_tmpl_id": "%(base)s + n",
            "default_code": "'B' || n || CASE WHEN size > 0 THEN '-' || size"
            " ELSE '' END",
            "barcode": "(2000000000000 + 10 * n + size)::text",
            "combination_indices": f"CASE WHEN {is_sized} THEN {variant}::text"
            " ELSE '' END",
        },
        f"{source} CROSS JOIN LATERAL generate_series("
        f"0, CASE WHEN {is_sized} THEN {SIZES} - 1 ELSE 0 END) size",
    )


def _make_relations(env, done):
    """Give the products made after the first ones a tax and a shelf at the till."""
    shelves = env["pos.category"].search([], limit=20)
    if not shelves:
        shelves = shelves.create([{"name": f"Shelf {n}"} for n in range(20)])
        env.flush_all()
    new = "FROM product_template WHERE id > %(base)s + %(done)s ORDER BY id"
    execute(
        env,
        f"INSERT INTO product_taxes_rel (prod_id, tax_id) SELECT id, %(tax)s {new}",
        done=done,
        tax=env.company.account_sale_tax_id.id,
    )
    execute(
        env,
        "INSERT INTO pos_category_product_template_rel"
        " (product_template_id, pos_category_id)"
        f" SELECT id, (%(shelves)s::integer[])[1 + id %% 20] {new}",
        done=done,
        shelves=shelves.ids,
    )


def _make_sizes(env, done):
    """Give products their sizes; a size of a product has the id of its variant."""
    values = env["product.attribute.value"].search([("attribute_id.name", "=", "Size")])
    if not values:
        attribute = env["product.attribute"].create({"name": "Size"})
        values = values.create(
            [{"name": f"{n}", "attribute_id": attribute.id} for n in range(SIZES)]
        )
        env.flush_all()
    for statement in SIZE:
        execute(
            env,
            statement,
            attribute=values.attribute_id.id,
            done=done,
            sized=SIZED,
            sizes=SIZES,
            values=values.ids,
        )
