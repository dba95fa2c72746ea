import {expect, test} from "@odoo/hoot";
import {setupPosEnv} from "@point_of_sale/../tests/unit/utils";
import {definePosModels} from "@point_of_sale/../tests/unit/data/generate_model_definitions";
import {
    findLoaded,
    readQuantity,
    readRow,
    splitRows,
} from "@retail_customer_orders/app/utils/item_list";
import {DEPOSIT_PRODUCT_ID} from "../data/customer_orders.data";

definePosModels();

test("co_13_rows_are_read_as_the_server_reads_them", () => {
    for (const [text, code, qty] of [
        ["4711,2", "4711", 2],
        [" 4711 , 2 ", "4711", 2],
        ["4711;2,5", "4711", 2.5],
        ["4711\t2.5", "4711", 2.5],
        ["4711 2", "4711", 2],
        ["4711   2.5", "4711", 2.5],
        ["Red Chair 2", "Red Chair", 2],
        ["Red Chair, 2", "Red Chair", 2],
        ["Red Chair", "Red Chair", 1],
        ["Red Chair two", "Red Chair two", 1],
        ["A,B;3", "A,B", 3],
        ["4711", "4711", 1],
        ["4711;0,125", "4711", 0.125],
        ["4711;0", "4711", 0],
        ["4711;1,000", "4711", null],
        ["4711;-1", "4711", null],
        ["4711;two", "4711", null],
        ["4711;", "4711", null],
        ["4711,2,5", "4711,2", 5],
    ]) {
        expect(readRow(text.trim())).toEqual({code, qty}, {message: text});
    }
    expect(splitRows("A,1\r\n\n  \nB,2\n")).toEqual(["A,1", "B,2"]);
    expect(splitRows("")).toEqual([]);
    expect(readQuantity("1,000")).toBe(null);
});

test("co_13_loaded_products_are_found_without_the_server", async () => {
    const store = await setupPosEnv();
    const get = (id) => store.models["product.product"].get(id);
    get(6).default_code = "TWO";
    get(10).product_tmpl_id.name = "Wood chair";
    const {lines, unknown} = findLoaded(store, [
        "TEST_TEST;2",
        "two 3",
        "TEST 2",
        "wood chair, 4",
        "nothing like it",
        "TEST;many",
        "Office combo",
        "Deposit",
    ]);
    expect(lines.map(({row, product_id, qty}) => [row, product_id, qty])).toEqual([
        [1, 5, 2],
        [2, 6, 3],
        [3, 6, 1],
    ]);
    expect(unknown.map(({row}) => row)).toEqual([4, 5, 6, 7, 8]);
    expect(unknown[0].candidates.map(({product_id}) => product_id)).toEqual([8, 10]);
    expect(unknown[0].candidates[0].qty).toBe(4);
    expect(unknown[1].why).toMatch(/needs the network/);
    expect(unknown[2].why).toMatch(/no quantity/);
    expect(get(DEPOSIT_PRODUCT_ID).display_name).toBe("Deposit");
});

test("co_13_one_row_is_searched_by_words", async () => {
    const store = await setupPosEnv();
    const [{candidates}] = findLoaded(store, ["chair 2"]).unknown;
    expect(candidates.map(({name, qty}) => [name, qty])).toEqual([
        ["Free Product - Wood chair", 2],
        ["Steel chair", 2],
        ["Wood chair", 2],
    ]);
    expect(findLoaded(store, ["chair steel"]).lines[0].product_id).toBe(9);
});
