#include "recognition/lessons/model.hpp"

#include "support/json/json_cursor.hpp"
#include "support/json/json_input.hpp"
#include "support/text/input_error.hpp"
#include "tests/recognition/tasks/tasks.hpp"
#include "tests/support/message_of.hpp"

#include <catch2/catch.hpp>

#include <string>
#include <vector>

using namespace rasp_stitch;
using namespace rasp_stitch::recognition;

namespace {

Model small_model() {
    return {.kind = GrammarKind::plain,
            .productions = {"tokens", "indices"},
            .tables = {"root"},
            .base = {0, 0.1F, -1e-30F, 3, -2.5F, 1.0F / 3},
            .parameters = {{"head", {.shape = {2, 3}, .values = {1, 2, 3, 4, 5, 0.7F}}}}};
}

Model read(const std::string& text) {
    const Json document = parse_json(text);
    return read_model(JsonCursor(document));
}

std::string changed(const std::string& from, const std::string& to) {
    std::string text = model_text(small_model());
    const std::size_t at = text.find(from);
    REQUIRE(at != std::string::npos);
    return text.replace(at, from.size(), to);
}

} // namespace

TEST_CASE("A model is read as it was written") {
    CHECK(read(model_text(small_model())) == small_model());
}

TEST_CASE("A file that is no model, or not of this version, is refused with the place") {
    CHECK(message_of([] { read("[1, 2]"); }).find("not a model of rasp-recognize") !=
          std::string::npos);
    CHECK(message_of([] {
              read(changed("\"version\": 1", "\"version\": 2"));
          }).find("at /version: this model has version 2") != std::string::npos);
    CHECK(message_of([] { read(changed("\"plain\"", "\"odd\"")); }).find("at /kind") !=
          std::string::npos);
    CHECK(message_of([] {
              read(changed("[2, 3]", "[2, 4]"));
          }).find("at /parameters/head/values: 6 numbers\nexpected 8") != std::string::npos);
    CHECK(message_of([] { read(changed("0.7", "1e300")); }).find("too large") != std::string::npos);
    CHECK(message_of([] {
              read(changed("\"indices\"", "\"indices\", \"add\""));
          }).find("at /base") != std::string::npos);
}

TEST_CASE("A model of another language is refused, and told where it differs") {
    const enumerator::Language language = small_language(small_tasks());
    Model model;
    for (const enumerator::Production& production : unigram(language).productions) {
        if (!literal_kind(production.expression)) {
            model.productions.push_back(production.expression);
        }
    }
    CHECK_NOTHROW(check_language(model, unigram(language)));
    model.productions[2] = "length";
    CHECK(message_of([&] {
              check_language(model, unigram(language));
          }).find("its production 3 is \"length\"") != std::string::npos);
    model.productions.resize(2);
    CHECK(message_of([&] { check_language(model, unigram(language)); }).find("nothing more") !=
          std::string::npos);
}

TEST_CASE("Rows and columns move to where their names are, new ones are 0") {
    const Parameter table{.shape = {2, 3}, .values = {1, 2, 3, 4, 5, 6}};
    const std::vector<std::string> rows = {"a", "b"};
    const std::vector<std::string> new_rows = {"c", "b", "a"};
    CHECK(with_rows(table, rows, new_rows) ==
          Parameter{.shape = {3, 3}, .values = {0, 0, 0, 4, 5, 6, 1, 2, 3}});
    const std::vector<std::string> columns = {"x", "y", "z"};
    const std::vector<std::string> new_columns = {"z", "w"};
    CHECK(with_columns(table, columns, new_columns) ==
          Parameter{.shape = {2, 2}, .values = {3, 0, 6, 0}});
}
