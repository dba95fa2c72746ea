import {expect, test} from "@odoo/hoot";
import {definePosModels} from "@point_of_sale/../tests/unit/data/generate_model_definitions";
import {setupPosEnv} from "@point_of_sale/../tests/unit/utils";
import {allowTranslations} from "@web/../tests/web_test_helpers";
import {
    describeIncoming,
    describeOpening,
    describeShown,
    filterPlaces,
    formatDistance,
    getLevelColour,
    sortPlaces,
} from "@retail_base/app/utils/stock_places";

definePosModels();

const PRODUCT = 5;

function makePlace(name, distance, free, values = {}) {
    return {
        name,
        city: "",
        distance,
        is_current: false,
        products: {[PRODUCT]: {free}},
        ...values,
    };
}

const PLACES = [
    makePlace("Nowhere", false, 9),
    makePlace("Far", 300, 2),
    makePlace("Also nowhere", false, 0),
    makePlace("Own", false, 0, {is_current: true}),
    makePlace("Near", 3.2, 2, {city: "Göteborg"}),
];

const getNames = (places) => places.map(({name}) => name);

test("test_il_02_sorted_by_distance", () => {
    expect(getNames(sortPlaces(PLACES, "distance", PRODUCT))).toEqual([
        "Own",
        "Near",
        "Far",
        "Also nowhere",
        "Nowhere",
    ]);
    expect(getNames(PLACES)[0]).toBe("Nowhere");
});

test("test_il_02_sorted_by_name_and_quantity", () => {
    expect(getNames(sortPlaces(PLACES, "name", PRODUCT))).toEqual([
        "Also nowhere",
        "Far",
        "Near",
        "Nowhere",
        "Own",
    ]);
    expect(getNames(sortPlaces(PLACES, "quantity", PRODUCT))).toEqual([
        "Nowhere",
        "Near",
        "Far",
        "Own",
        "Also nowhere",
    ]);
});

test("test_il_02_filtered_by_name_city_and_stock", () => {
    const filter = (text, onlyStock = false) =>
        getNames(filterPlaces(PLACES, {text, onlyStock}, PRODUCT));
    expect(filter("")).toHaveLength(5);
    expect(filter("goteborg")).toEqual(["Near"]);
    expect(filter(" NOWHERE  also ")).toEqual(["Also nowhere"]);
    expect(filter("", true)).toEqual(["Nowhere", "Far", "Near"]);
    expect(filter("nowhere", true)).toEqual(["Nowhere"]);
    const asked = makePlace("Asked again", 1, 0, {products: {}});
    expect(filterPlaces([asked], {text: "", onlyStock: true}, PRODUCT)).toEqual([]);
});

test("test_il_02_distance_in_words", async () => {
    await setupPosEnv();
    expect(formatDistance(3.24)).toBe("3.2 km");
    expect(formatDistance(304.5)).toBe("305 km");
    expect(formatDistance(0)).toBe("0.0 km");
    expect(formatDistance(false)).toBe("");
});

test("test_il_02_opening_hours_in_words", () => {
    allowTranslations();
    const describe = (values) =>
        describeOpening({
            is_open: false,
            until: false,
            opens_at: false,
            opens_on: false,
            opens_in: false,
            ...values,
        });
    const later = (days, day) =>
        describe({opens_at: "10:00", opens_on: day, opens_in: days});
    expect(describe({is_open: true, until: "18:00"})).toBe("Open until 6:00 PM");
    expect(describe({is_open: true})).toBe("Open around the clock");
    expect(later(0, "2030-11-26")).toBe("Opens at 10:00 AM");
    expect(later(1, "2030-11-27")).toBe("Closed today, opens tomorrow at 10:00 AM");
    expect(later(3, "2030-11-29")).toBe("Closed today, opens Fri, Nov 29 at 10:00 AM");
    expect(describe({})).toBe("Closed");
    expect(describeOpening(false)).toBe("");
});

test("test_il_02_incoming_with_date", async () => {
    await setupPosEnv();
    expect(describeIncoming({incoming: 3, next_date: "2030-11-29"})).toBe(
        "3 incoming, Fri, Nov 29"
    );
    expect(describeIncoming({incoming: 1.5, next_date: false})).toBe("1.5 incoming");
    expect(describeIncoming({incoming: 0})).toBe("");
    expect(describeIncoming(undefined)).toBe("");
});

test("test_il_06_what_customers_are_told", () => {
    allowTranslations();
    const level = {name: "Few left", kind: "low"};
    expect(describeShown({free: 5, shown: 3, level})).toBe("3 shown to customers");
    expect(describeShown({free: 5, shown: 5, level})).toBe("");
    expect(describeShown({free: -2, shown: 0, level})).toBe("");
    expect(describeShown({free: 5, shown: 5, level: false})).toBe("");
    expect(describeShown(undefined)).toBe("");
    expect(getLevelColour({level})).toBe("warning");
    expect(getLevelColour({level: {name: "Gone", kind: "out"}})).toBe("danger");
    expect(getLevelColour({level: {name: "Here", kind: "available"}})).toBe("success");
    expect(getLevelColour({level: false})).toBe("secondary");
});
