import {expect, test} from "@odoo/hoot";
import {click, queryAllTexts} from "@odoo/hoot-dom";
import {mountWithCleanup} from "@web/../tests/web_test_helpers";
import {definePosModels} from "@point_of_sale/../tests/unit/data/generate_model_definitions";
import {setupPosEnv} from "@point_of_sale/../tests/unit/utils";
import {VariantMatrix} from "@retail_base/app/components/popups/stock_dialog/variant_matrix";
import {VariantIndex} from "@retail_base/app/utils/variant_index";

definePosModels();

/**
 * @param {Object<string, string[]>} attributes names of values by name of attribute
 * @param {string[]} combinations of the variants that exist: "Blue M"
 */
function makeTemplate(attributes, combinations, createVariant = {}) {
    let id = 0;
    const lines = Object.entries(attributes).map(([name, values]) => ({
        id: ++id,
        attribute_id: {name, create_variant: createVariant[name] || "always"},
        product_template_value_ids: values.map((value) => ({id: ++id, name: value})),
    }));
    const values = lines.flatMap((line) => line.product_template_value_ids);
    const template = {attribute_line_ids: lines};
    template.product_variant_ids = combinations.map((name) => ({
        id: ++id,
        name,
        product_tmpl_id: template,
        product_template_attribute_value_ids: values.filter((value) =>
            name.split(" ").includes(value.name)
        ),
    }));
    return template;
}

const JACKET = {Colour: ["Navy", "Blue"], Size: ["XS", "S", "M"]};

const getNames = (cells) => cells.map((variant) => variant?.name || "n/a");

function getValue(template, name) {
    return new VariantIndex(template).attributes
        .flatMap(({values}) => values)
        .find((value) => value.name === name);
}

function getVariant(template, name) {
    return template.product_variant_ids.find((variant) => variant.name === name);
}

test("test_il_04_grid_in_the_order_of_the_values", () => {
    const template = makeTemplate(JACKET, ["Blue M", "Navy S", "Blue XS", "Navy M"]);
    const {columns, rows} = new VariantIndex(template).buildMatrix(
        template.product_variant_ids[0]
    );
    expect(columns.map(({name}) => name)).toEqual(["XS", "S", "M"]);
    expect(rows.map(({value}) => value.name)).toEqual(["Navy", "Blue"]);
    expect(getNames(rows[0].cells)).toEqual(["n/a", "Navy S", "Navy M"]);
    expect(getNames(rows[1].cells)).toEqual(["Blue XS", "n/a", "Blue M"]);
});

test("test_il_04_one_attribute_is_a_list", () => {
    const template = makeTemplate({Colour: ["Navy"], Size: ["S", "M"]}, [
        "Navy M",
        "Navy S",
    ]);
    const {columns, rows} = new VariantIndex(template).buildMatrix(
        template.product_variant_ids[0]
    );
    expect(columns).toEqual([]);
    expect(rows.map(({cells}) => getNames(cells))).toEqual([["Navy S"], ["Navy M"]]);
});

test("test_il_04_more_than_two_attributes_are_chosen", () => {
    const template = makeTemplate({...JACKET, Fit: ["Slim", "Wide"]}, [
        "Navy S Slim",
        "Navy S Wide",
        "Blue M Wide",
    ]);
    const show = (variant) =>
        new VariantIndex(template)
            .buildMatrix(variant)
            .rows.map(({cells}) => getNames(cells));
    const wide = new VariantIndex(template).choose(
        template.product_variant_ids[0],
        getValue(template, "Wide")
    );
    expect(wide.name).toBe("Navy S Wide");
    // No variant has size XS: there is no column of it.
    expect(show(template.product_variant_ids[0])).toEqual([
        ["Navy S Slim", "n/a"],
        ["n/a", "n/a"],
    ]);
    expect(show(wide)).toEqual([
        ["Navy S Wide", "n/a"],
        ["n/a", "Blue M Wide"],
    ]);
});

test("test_il_04_attributes_that_make_no_variant_are_left_out", () => {
    const template = makeTemplate(
        {Size: ["S", "M"], Engraving: ["None", "Name"]},
        ["S", "M"],
        {Engraving: "no_variant"}
    );
    const {attributes} = new VariantIndex(template);
    expect(attributes.map(({name}) => name)).toEqual(["Size"]);
    expect(new VariantIndex(makeTemplate({}, ["Plain"])).attributes).toEqual([]);
});

test("test_il_01_a_value_leads_to_a_variant_that_exists", () => {
    const template = makeTemplate(JACKET, ["Navy S", "Navy M", "Blue M"]);
    const choose = (from, value) =>
        new VariantIndex(template).choose(
            getVariant(template, from),
            getValue(template, value)
        ).name;
    expect(choose("Navy M", "Blue")).toBe("Blue M");
    // Blue S does not exist.
    expect(choose("Navy S", "Blue")).toBe("Blue M");
    expect(choose("Blue M", "S")).toBe("Navy S");
    expect(
        new VariantIndex(template).find([
            getValue(template, "Blue"),
            getValue(template, "S"),
        ])
    ).toBe(undefined);
});

test("test_il_01_the_first_values_are_shown_first", () => {
    const variants = ["Blue S", "Blue M", "Navy M", "Navy S"];
    const getFirst = (names) => new VariantIndex(makeTemplate(JACKET, names)).first;
    expect(getFirst(variants).name).toBe("Navy S");
    // Navy S does not exist.
    const others = variants.slice(0, 3);
    expect(getFirst(others).name).toBe("Blue S");
    expect(getFirst([])).toBe(undefined);
});

test("test_il_04_nothing_is_done_with_what_does_not_exist", async () => {
    await setupPosEnv();
    const template = makeTemplate(JACKET, ["Navy S", "Navy M", "Blue M", "Blue XS"]);
    const figures = {};
    for (const [name, values] of [
        ["Navy S", {free: 0, reserved: 2, incoming: 5}],
        ["Navy M", {free: 3, reserved: 0, incoming: 0}],
        ["Blue M", {free: -1, reserved: 0, incoming: 0}],
    ]) {
        figures[getVariant(template, name).id] = values;
    }
    await mountWithCleanup(VariantMatrix, {
        props: {
            variants: new VariantIndex(template),
            variant: getVariant(template, "Navy M"),
            figures,
            choose: (variant) => expect.step(variant.name),
        },
    });
    // Blue XS was archived since the register was opened.
    expect(queryAllTexts(".retail-matrix-cell .retail-free")).toEqual(["0", "3", "-1"]);
    expect("span.retail-matrix-cell").toHaveCount(3);
    expect("span.retail-matrix-cell:first").toHaveText("n/a");
    expect("button.retail-matrix-cell").toHaveCount(3);
    expect(queryAllTexts("button.retail-matrix-cell:first small span")).toEqual([
        "2",
        "5",
    ]);
    expect("button.retail-matrix-cell.active").toHaveText("3");
    await click("button.retail-matrix-cell:first");
    expect.verifySteps(["Navy S"]);
});

test("test_oa_06_the_values_of_a_variant_are_read_once", () => {
    const sizes = [...Array(12).keys()].map((number) => `S${number}`);
    const legs = [...Array(10).keys()].map((number) => `L${number}`);
    const widths = ["W1", "W2", "W3", "W4"];
    const names = sizes.flatMap((size) =>
        legs.flatMap((leg) => widths.map((width) => `${size} ${leg} ${width}`))
    );
    const template = makeTemplate({Size: sizes, Legs: legs, Width: widths}, names);
    let reads = 0;
    for (const variant of template.product_variant_ids) {
        const values = variant.product_template_attribute_value_ids;
        Object.defineProperty(variant, "product_template_attribute_value_ids", {
            get: () => {
                reads++;
                return values;
            },
        });
    }
    const index = new VariantIndex(template);
    const {rows} = index.buildMatrix(index.first);
    expect(rows.flatMap(({cells}) => cells).filter(Boolean)).toHaveLength(120);
    const last = index.attributes.at(-1).values.at(-1);
    expect(index.choose(index.first, last).name).toBe("S0 L0 W4");
    expect(reads).toBe(480);
});
