#include "compressor/output/report_data.hpp"

#include "compressor/corpus/read_corpus.hpp"
#include "compressor/joint/compress_jointly.hpp"

#include <catch2/catch.hpp>

#include <string>

using namespace rasp_stitch;
using namespace rasp_stitch::compressor;

namespace {

struct Report {
    explicit Report(const std::string& text, std::uint32_t iterations = 3)
        : corpus(read_corpus(text)) {
        settings.iterations = iterations;
        compression = compress(corpus, settings);
    }

    OutputJson data() {
        options.settings = settings.settings;
        return report_data(corpus, compression, options);
    }

    Corpus corpus;
    CompressionSettings settings;
    Compression compression;
    ReportOptions options;
};

const std::string nested = R"j(["(p (f (g a) (g a)) (f (g a) (g a)))",
                                "(q (f (g b) (g b)) (f (g b) (g b)))", "(r x)"])j";

} // namespace

TEST_CASE("A program that stays as it was is not there twice") {
    const OutputJson data = Report(nested).data();
    CHECK(data["programs"]["after"][2].is_null());
    CHECK(data["programs"]["before"][2] == "(r x)");
    CHECK(data["programs"]["cost_before"][2] == 201);
    CHECK(data["programs"]["cost_after"][2] == 201);
}

TEST_CASE("Costs of programs add up to those of the corpus") {
    const OutputJson data = Report(nested).data();
    for (const std::string when : {"before", "after"}) {
        std::int64_t sum = 0;
        for (const OutputJson& cost : data["programs"]["cost_" + when]) {
            sum += cost.get<std::int64_t>();
        }
        CHECK(data["cost"][when] == sum);
    }
}

TEST_CASE("The total is that of the corpus and the bodies") {
    Report report(nested);
    std::int64_t total = report.compression.original_cost;
    for (const Step& step : report.compression.steps) {
        total -= step.utility;
    }
    CHECK(report.data()["cost"]["total"] == total);
    note_totals_without(report.corpus, report.settings, report.compression);
    for (const OutputJson& abstraction : report.data()["abstractions"]) {
        CHECK(abstraction["without"].get<std::int64_t>() > total);
    }
}

TEST_CASE("Abstractions have the places of the graph, and uses in the programs as they are now") {
    Report report(nested);
    const OutputJson data = report.data();
    REQUIRE(data["abstractions"].size() == report.compression.steps.size());
    std::size_t uses = 0;
    for (const OutputJson& abstraction : data["abstractions"]) {
        for (const OutputJson& part : abstraction["parts"]) {
            CHECK(data["abstractions"][part.get<std::size_t>()]["layer"] < abstraction["layer"]);
        }
        const std::string name = abstraction["name"];
        std::size_t found = 0;
        for (std::size_t i = 0; i < 3; ++i) {
            const OutputJson& after = data["programs"]["after"][i];
            const std::string text = after.is_null() ? "" : after.get<std::string>();
            for (std::size_t at = text.find(name); at != std::string::npos;
                 at = text.find(name, at + 1)) {
                ++found;
            }
        }
        CHECK(abstraction["uses"] == found);
        uses += found;
    }
    CHECK(uses > 0);
}

TEST_CASE("Names and tasks are there if the corpus has them") {
    CHECK_FALSE(Report(nested).data()["programs"].contains("names"));
    const OutputJson data = Report(R"j([{"name": "one/core", "program": "(f a a)"},
                                        {"name": "one", "program": "(f b b)"}])j")
                                .data();
    CHECK(data["programs"]["names"] == OutputJson({"one/core", "one"}));
    CHECK(data["programs"]["tasks"] == OutputJson({0, 0}));
    CHECK(data["tasks"] == OutputJson({"one"}));
}

TEST_CASE("Plain names and types stand with their abstraction") {
    Report report(nested, 1);
    report.options.types = {"seq -> seq"};
    report.options.plain_names = {{"fn_0", "twice"}, {"no", "x"}};
    const OutputJson data = report.data();
    CHECK(data["abstractions"][0]["plain"] == "twice");
    CHECK(data["abstractions"][0]["type"] == "seq -> seq");
}

TEST_CASE("A corpus without abstractions has a page, too") {
    const OutputJson data = Report(R"j(["(f a)", "(g b)"])j").data();
    CHECK(data["abstractions"].empty());
    CHECK(data["cost"]["before"] == data["cost"]["after"]);
}

TEST_CASE("Variables have the names that the summary gives them") {
    const OutputJson data = Report(R"j(["(lam (x $0 $0))", "(lam (x $0 $0))"])j").data();
    CHECK(data["variables"][0] == "y"); // x is a primitive
}
