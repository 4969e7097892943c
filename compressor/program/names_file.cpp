#include "compressor/program/names_file.hpp"

#include "rasp/print/print_form.hpp"
#include "support/files/file.hpp"
#include "support/json/json_cursor.hpp"
#include "support/json/json_input.hpp"
#include "support/text/input_error.hpp"

#include <string_view>

namespace rasp_stitch::compressor {

namespace {

bool is_json(std::string_view text) {
    const std::size_t begin = text.find_first_not_of("\n\r\t ");
    return begin != text.npos && (text[begin] == '{' || text[begin] == '[');
}

PlainNames names_of_json(const std::string& text) {
    PlainNames names;
    const Json document = parse_json(text);
    if (!document.is_object()) {
        JsonCursor(document).fail("this is " + std::string(document.type_name()),
                                  "an object such as {\"fn_0\": \"mirror\"}");
    }
    for (const auto& [name, value] : JsonCursor(document).members()) {
        names.emplace(name, value.string());
    }
    return names;
}

} // namespace

OptionRow names_row(NamesFile& file) {
    return rasp::names_row(
        "Output", file.path,
        "names for abstractions, which the page of --report shows beside theirs and which stand "
        "in what is printed as RASP, as for other names there that are made up: a JSON object "
        "such as {\"fn_0\": \"mirror\"}, as the page saves it, or lines NAME = NEW_NAME; - for "
        "standard input",
        [&file](const std::string& text) { file.text = text; });
}

PlainNames read_names(const NamesFile& file, const NamesUse& use) {
    if (!file.path) {
        return {};
    }
    if (!use.on_page && !use.in_rasp) {
        throw InputError({.found = "--names is given, but nothing shows them",
                          .expected = "--report or --print rasp with it"});
    }
    return naming(*file.path, [&] {
        return use.in_rasp || !is_json(file.text) ? rasp::read_name_changes(file.text)
                                                  : names_of_json(file.text);
    });
}

} // namespace rasp_stitch::compressor
