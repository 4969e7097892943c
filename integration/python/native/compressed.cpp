#include "integration/python/native/compressed.hpp"

#include "compressor/joint/compress_jointly.hpp"
#include "compressor/library/library_graph.hpp"
#include "compressor/output/compression_json.hpp"
#include "compressor/program/meaning_check.hpp"
#include "compressor/program/report_file.hpp"
#include "support/budget/budget.hpp"

namespace rasp_stitch::python {

using namespace compressor;

std::string Compressed::json(const std::string& called_by) const {
    return compression_json(corpus, compression, settings.settings.penalty,
                            {.command = called_by,
                             .arguments = arguments,
                             .version = RASP_STITCH_VERSION,
                             .seconds = seconds,
                             .rewritten_intermediates = rewritten_intermediates,
                             .rewritten_dreamcoder = rewritten_dreamcoder,
                             .candidates = candidates,
                             .weights = corpus.has_weights,
                             .types = types,
                             .examples_checked = examples_checked,
                             .complete = complete})
        .dump(2, ' ', false, OutputJson::error_handler_t::replace);
}

std::string Compressed::text() const {
    return summary(corpus, compression, settings.settings.penalty, types, {}, variables);
}

std::string Compressed::dot() const {
    return dot_text(library_graph(corpus.store, compression.steps));
}

std::string Compressed::page(const PlainNames& names) {
    if (!compression.joint && compression.stopped == StopReason::none) {
        note_totals_without(corpus, settings, compression);
    }
    return report_text(corpus, compression,
                       {.title = title,
                        .program = "rasp_stitch",
                        .version = RASP_STITCH_VERSION,
                        .command = command,
                        .arguments = arguments,
                        .seconds = seconds,
                        .settings = settings.settings,
                        .types = types.empty() ? rasp_types(corpus, compression) : types,
                        .plain_names = names,
                        .examples_checked = examples_checked,
                        .complete = complete});
}

} // namespace rasp_stitch::python
