import {expect, test} from "@odoo/hoot";
import {definePosModels} from "@point_of_sale/../tests/unit/data/generate_model_definitions";
import {BarcodeReader} from "@point_of_sale/app/services/barcode_reader_service";

definePosModels();

function makeReader() {
    const parser = {parse_barcode: (code) => ({type: "product", code})};
    return new BarcodeReader(parser, {});
}

/** Let something have the scanner, or have it for itself; return what ends that. */
function listen(reader, name, exclusive) {
    const product = ({code}) => expect.step(`${name}: ${code}`);
    return reader.register({product}, exclusive);
}

test("a dialog has the scanner again when the one opened from it is closed", async () => {
    const reader = makeReader();
    listen(reader, "screen", false);
    const closeOuter = listen(reader, "outer", true);
    const closeInner = listen(reader, "inner", true);
    await reader.scan("1001");
    expect.verifySteps(["inner: 1001"]);
    closeInner();
    await reader.scan("1002");
    expect.verifySteps(["outer: 1002"]);
    closeOuter();
    await reader.scan("1003");
    expect.verifySteps(["screen: 1003"]);
});

test("the inner dialog keeps the scanner when the outer one is closed first", async () => {
    const reader = makeReader();
    listen(reader, "screen", false);
    const closeOuter = listen(reader, "outer", true);
    listen(reader, "inner", true);
    closeOuter();
    await reader.scan("1004");
    expect.verifySteps(["inner: 1004"]);
});
