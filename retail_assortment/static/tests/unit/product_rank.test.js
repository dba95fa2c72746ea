import {describe, expect, test} from "@odoo/hoot";
import {rankProducts, splitWords} from "@retail_assortment/app/utils/product_rank";

let lastId = 0;

function entry(name, {codes = [], more = ""} = {}) {
    lastId += 1;
    const text = [name, ...codes, more].join(" ");
    return {id: lastId, name, codes, text};
}

function expectRanking(entries, text, matchAll, names) {
    const byId = new Map(entries.map((one) => [one.id, one.name]));
    const ids = rankProducts(entries, text, matchAll);
    expect(ids.map((id) => byId.get(id))).toEqual(names);
}

describe("PS-02: products are ranked as on the server", () => {
    test("words are split, each once, without case and accents", () => {
        expect(splitWords("  Crème\tBRÛLÉE\n creme ")).toEqual(["creme", "brulee"]);
        expect(splitWords(" ")).toEqual([]);
    });

    test("all words, in any order, over several texts", () => {
        const entries = [
            entry("desk lamp", {codes: ["dl-9"], more: "brass"}),
            entry("desk", {more: "oak"}),
        ];
        expectRanking(entries, "brass DESK", true, ["desk lamp"]);
        expectRanking(entries, "dl-9 lamp", true, ["desk lamp"]);
        expectRanking(entries, "desk", true, ["desk", "desk lamp"]);
        expectRanking(entries, "lamp oak", true, []);
        expectRanking(entries, "", true, []);
    });

    test("any word, those with more of them first", () => {
        const entries = [
            entry("reading lamp", {more: "brass"}),
            entry("desk", {more: "oak for reading"}),
            entry("chair", {more: "oak"}),
            entry("vase"),
        ];
        expectRanking(entries, "reading oak", false, ["desk", "reading lamp", "chair"]);
    });

    test("whole codes first, then the beginning of the name, then by name", () => {
        const entries = [
            entry("bath towel, linen"),
            entry("linen towel b"),
            entry("apron", {more: "linen"}),
            entry("linen towel a"),
            entry("yarn", {codes: ["linen 5"]}),
            entry("zebra rug", {codes: ["linen"]}),
        ];
        for (const matchAll of [true, false]) {
            expectRanking(entries, "Linen", matchAll, [
                "zebra rug",
                "linen towel a",
                "linen towel b",
                "apron",
                "bath towel, linen",
                "yarn",
            ]);
        }
        expectRanking(entries, "linen 5", true, ["yarn"]);
        expectRanking(entries, "linen 5", false, [
            "yarn",
            "zebra rug",
            "linen towel a",
            "linen towel b",
            "apron",
            "bath towel, linen",
        ]);
    });
});
