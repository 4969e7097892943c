#include "integration/python/native/compression.hpp"

#include "compressor/corpus/corpus_sample.hpp"
#include "compressor/corpus/read_corpus.hpp"
#include "compressor/corpus/read_weights.hpp"
#include "compressor/corpus/units.hpp"
#include "compressor/joint/compress_jointly.hpp"
#include "compressor/library/compress.hpp"
#include "compressor/library/library.hpp"
#include "compressor/library/library_rewriting.hpp"
#include "compressor/output/rewritten_corpus.hpp"
#include "compressor/program/compress_options.hpp"
#include "compressor/program/matching_options.hpp"
#include "compressor/program/meaning_check.hpp"
#include "compressor/program/report_file.hpp"
#include "compressor/program/rewrite_options.hpp"
#include "compressor/program/setting_options.hpp"
#include "compressor/program/source_corpus.hpp"
#include "integration/python/native/background.hpp"
#include "integration/python/native/compressed.hpp"
#include "integration/python/native/words.hpp"
#include "support/budget/deadline.hpp"
#include "support/files/file.hpp"
#include "support/text/input_error.hpp"

#include <pybind11/functional.h>
#include <pybind11/stl.h>

#include <chrono>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace rasp_stitch::python {

namespace py = pybind11;
using namespace compressor;

namespace {

std::string text_of(const Text& given, const std::string& path) {
    return given ? *given : read_input(path);
}

// Takes the options of rasp-compress or rasp-rewrite.
template <class Options>
Corpus read_given(const Options& options, const Text& text) {
    const ReadOptions reading = {.format = options.format, .keep_document = true};
    if (!text && !options.sources.empty()) {
        return read_sources(options.sources, reading);
    }
    const std::string json = text_of(text, options.corpus);
    return naming(options.corpus, [&] { return read_corpus(json, reading); });
}

Corpus corpus_of(const CompressOptions& options, const Text& text) {
    Corpus corpus = read_given(options, text);
    if (options.weights) {
        const std::string json = read_input(*options.weights);
        naming(*options.weights, [&] { read_weights(corpus, json); });
    }
    if (options.shuffle_seed) {
        shuffle_programs(corpus, *options.shuffle_seed);
    }
    if (options.truncate) {
        keep_programs(corpus, *options.truncate);
    }
    return corpus;
}

Library library_of(const std::string& path, const Text& text, const Text& rename, Corpus& corpus,
                   const Settings& settings) {
    const std::string json = text_of(text, path);
    Library library = naming(path, [&] { return read_library(corpus.store, json); });
    return rename ? renamed(corpus.store, library, unused_names(corpus, library, settings, *rename))
                  : library;
}

// What a callback is told: how far a search has come.
struct CompressionReport {
    std::size_t step = 0;
    std::size_t steps = 0;
    double utility = 0; // of the best abstraction so far
    double bound = 0;   // on that of any other
    std::int64_t patterns_expanded = 0;
};

using Report = std::function<void(const CompressionReport&)>;

class CompressCall {
public:
    CompressCall(CompressOptions options, Text corpus, Text library)
        : options_(std::move(options)), corpus_text_(std::move(corpus)),
          library_text_(std::move(library)) {}

    std::unique_ptr<Compressed> run(const Report& report) {
        Background background([&] {
            if (const auto latest = latest_.take(); latest && report) {
                report(*latest);
            }
        });
        background.limit_memory(options_.memory_limit);
        background.run([&](std::stop_token stop) { work(std::move(stop)); });
        name_cause(background.stopped_by());
        return std::move(result_);
    }

private:
    void work(std::stop_token stop) {
        const auto start = std::chrono::steady_clock::now();
        result_ = std::make_unique<Compressed>();
        Corpus& corpus = result_->corpus = corpus_of(options_, corpus_text_);
        CompressionSettings settings = options_.compression;
        settings.settings.matching = matching(options_.matching, corpus);
        if (options_.library) {
            settings.library = library_of(*options_.library, library_text_, options_.rename, corpus,
                                          settings.settings);
        }
        std::optional<MeaningCheck> meaning;
        if (options_.check_meaning) {
            naming(options_.corpus, [&] { meaning.emplace(corpus); });
        }
        if (options_.follow) {
            naming("--follow", [&] {
                settings.follow = parse_abstraction_body(corpus.store, *options_.follow).term;
            });
        }
        result_->settings = settings;
        result_->title = report_title(options_.corpus);
        result_->compression = naming(options_.corpus, [&] {
            return with_options_named([&] { return compressed(settings, control(stop)); });
        });
        finish(meaning);
        result_->seconds = seconds_since(start);
        write_files();
    }

    CompressionControl control(const std::stop_token& stop) {
        CompressionControl control;
        control.threads = options_.threads;
        control.budget.stop = stop;
        if (options_.time_limit) {
            control.budget.seconds = *options_.time_limit;
        }
        control.progress = [&, units = Units(result_->corpus, result_->settings.settings.penalty)](
                               const CompressionProgress& progress) {
            latest_.set({.step = progress.step + 1,
                         .steps = options_.compression.iterations,
                         .utility = units.utility(progress.search.best.utility).approximate(),
                         .bound = units.utility(progress.search.open_bound).approximate(),
                         .patterns_expanded = progress.search.patterns_expanded});
        };
        return control;
    }

    Compression compressed(const CompressionSettings& settings, const CompressionControl& control) {
        Corpus& corpus = result_->corpus;
        if (options_.joint) {
            JointControl joint;
            joint.effort = options_.joint_effort;
            joint.compression = control;
            return compress_jointly(corpus, settings, joint);
        }
        Compression compression = compress(corpus, settings, control);
        if (options_.totals_without) {
            note_totals_without(corpus, settings, compression);
        }
        return compression;
    }

    void finish(std::optional<MeaningCheck>& meaning) {
        Compressed& result = *result_;
        if (options_.matching.types) {
            for (const Step& step : result.compression.steps) {
                result.types.push_back(step.type);
            }
        } else {
            result.types = rasp_types(result.corpus, result.compression);
        }
        if (meaning) {
            const CheckedMeaning checked = meaning->check(result.compression);
            if (!checked.difference.empty()) {
                throw std::logic_error("a rewritten program means something else: " +
                                       checked.difference);
            }
            result.examples_checked = checked.examples;
        }
        result.arguments = options_.arguments;
        result.rewritten_intermediates = options_.rewritten_intermediates;
        result.rewritten_dreamcoder = options_.rewritten_dreamcoder;
        result.candidates = options_.compression.candidates > 1;
        result.variables = options_.named_variables ? VariableStyle::name : VariableStyle::index;
        result.command = "rasp_stitch.compress";
    }

    void write_files() {
        Compressed& result = *result_;
        if (options_.out) {
            write_output(*options_.out, result.json(result.command) + "\n");
        }
        if (options_.dot) {
            write_output(*options_.dot, result.dot());
        }
        if (options_.save_rewritten) {
            write_output(*options_.save_rewritten,
                         rewritten_corpus(result.corpus, result.compression));
        }
        if (options_.save_rasp) {
            const rasp::PrintedSource source = library_source(
                result.corpus, result.compression, rasp::PrintForm::rasp, options_.print.changes);
            write_output(*options_.save_rasp, source.text);
        }
        if (options_.report) {
            write_output(*options_.report, result.page(options_.plain_names));
        }
    }

    // The compressor knows only that a stop was requested, not why.
    void name_cause(StopReason cause) {
        Compression& compression = result_->compression;
        if (cause == StopReason::memory) {
            if (compression.stopped == StopReason::interrupted) {
                compression.stopped = cause;
            }
            if (compression.joint && compression.joint->stopped == StopReason::interrupted) {
                compression.joint->stopped = cause;
            }
        }
    }

    CompressOptions options_;
    Text corpus_text_;
    Text library_text_;
    Latest<CompressionReport> latest_;
    std::unique_ptr<Compressed> result_;
};

std::unique_ptr<Compressed> compress_words(const Words& words, const Text& corpus,
                                           const Text& library, const Report& report) {
    CompressOptions options = parsed("rasp-compress", words, [](int argc, const char* const* argv) {
        return parse_compress_options(argc, argv);
    });
    for (const Text& path :
         {options.out, options.dot, options.save_rewritten, options.save_rasp, options.report}) {
        if (path) {
            check_writable(*path);
        }
    }
    return CompressCall(std::move(options), corpus, library).run(report);
}

std::unique_ptr<Compressed> rewrite_words(const Words& words, const Text& corpus,
                                          const Text& library) {
    const RewriteOptions options =
        parsed("rasp-rewrite", words,
               [](int argc, const char* const* argv) { return parse_rewrite_options(argc, argv); });
    auto result = std::make_unique<Compressed>();
    Background background;
    background.run([&](std::stop_token stop) {
        const auto start = std::chrono::steady_clock::now();
        result->corpus = read_given(options, corpus);
        const Settings settings = rewrite_settings(options, result->corpus);
        const Library abstractions =
            library_of(options.library, library, options.rename, result->corpus, settings);
        result->compression = naming(options.corpus, [&] {
            return with_options_named([&] {
                return rewrite_with_library(result->corpus, abstractions, settings,
                                            {.stop = std::move(stop)});
            });
        });
        result->settings.settings = settings;
        result->title = report_title(options.corpus);
        result->command = "rasp_stitch.rewrite";
        result->arguments = options.arguments;
        result->rewritten_intermediates = options.rewritten_intermediates;
        result->rewritten_dreamcoder = options.rewritten_dreamcoder;
        result->complete = result->compression.steps.size() == abstractions.size();
        result->seconds = seconds_since(start);
        if (options.out) {
            write_output(*options.out, result->json(result->command) + "\n");
        }
        if (options.save_rewritten) {
            write_output(*options.save_rewritten,
                         rewritten_corpus(result->corpus, result->compression));
        }
        if (options.report) {
            write_output(*options.report, result->page(options.plain_names));
        }
    });
    return result;
}

// Returns the page of a result, and warnings of names for abstractions that there are not. The page is
// made of a copy, as its stores are added to.
std::pair<std::string, std::vector<std::string>>
page_of(const Compressed& result, const Text& names, const Text& names_path) {
    PlainNames plain;
    if (names_path) {
        plain = read_names({.path = names_path, .text = text_of(names, *names_path)},
                           {.on_page = true});
    }
    std::vector<std::string> warnings;
    for (const std::string& name : unknown_names(plain, result.compression)) {
        warnings.push_back(no_such_abstraction(name));
    }
    Compressed copy = result;
    std::string page;
    Background background;
    background.run([&](std::stop_token) { page = copy.page(plain); });
    return {std::move(page), std::move(warnings)};
}

} // namespace

void bind_compression(py::module_& module) {
    py::class_<CompressionReport>(module, "CompressionReport")
        .def_readonly("step", &CompressionReport::step)
        .def_readonly("steps", &CompressionReport::steps)
        .def_readonly("utility", &CompressionReport::utility)
        .def_readonly("bound", &CompressionReport::bound)
        .def_readonly("patterns_expanded", &CompressionReport::patterns_expanded);
    py::class_<Compressed>(module, "Compressed")
        .def("json", &Compressed::json, py::arg("command"))
        .def("summary", &Compressed::text)
        .def("dot", &Compressed::dot)
        .def("warnings", [](const Compressed& result) { return result.corpus.warnings; })
        .def("rewritten_corpus",
             [](const Compressed& result) {
                 return rewritten_corpus(result.corpus, result.compression);
             })
        .def("rasp_source",
             [](Compressed& result) {
                 return library_source(result.corpus, result.compression).text;
             })
        .def("report", &page_of, py::arg("names"), py::arg("names_path"));
    module.def("compress", &compress_words, py::arg("words"), py::arg("corpus"), py::arg("library"),
               py::arg("report"));
    module.def("rewrite", &rewrite_words, py::arg("words"), py::arg("corpus"), py::arg("library"));
}

} // namespace rasp_stitch::python
