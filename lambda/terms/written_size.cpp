#include "lambda/terms/written_size.hpp"

#include "lambda/terms/subterms.hpp"

#include <array>
#include <unordered_map>

namespace rasp_stitch::lambda {

bool is_written_larger(const TermStore& store, TermId term, std::size_t most) {
    std::unordered_map<TermId, std::size_t> sizes;
    for (const TermId part : subterms(store, std::array{term})) {
        std::size_t size = 1;
        if (store.is(TermKind::application, part)) {
            size += sizes.at(store.function(part)) + sizes.at(store.argument(part));
        } else if (store.is(TermKind::lambda, part)) {
            size += sizes.at(store.body(part));
        }
        if (size > most) {
            return true;
        }
        sizes.emplace(part, size);
    }
    return false;
}

} // namespace rasp_stitch::lambda
