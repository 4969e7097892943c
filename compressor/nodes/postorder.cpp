#include "compressor/nodes/postorder.hpp"

namespace rasp_stitch::compressor {

using lambda::TermId;
using lambda::TermKind;
using lambda::TermStore;

Postorder postorder(const TermStore& store, std::span<const TermId> roots) {
    struct Visit {
        TermId term;
        std::uint32_t first_inside; // set once the parts were entered
        bool is_function;
        bool is_entered;
    };
    Postorder order;
    std::vector<bool> is_met(store.size(), false);
    std::vector<Visit> pending;
    for (const TermId root : roots) {
        pending.push_back({root, 0, false, false});
        while (!pending.empty()) {
            Visit& visit = pending.back();
            const auto left = static_cast<std::uint32_t>(order.terms.size());
            if (visit.is_entered) {
                order.terms.push_back(visit.term);
                order.first_inside.push_back(visit.first_inside);
                order.is_met_as_function.push_back(visit.is_function);
                pending.pop_back();
                continue;
            }
            const TermId term = visit.term;
            if (is_met[lambda::index_of(term)]) {
                pending.pop_back();
                continue;
            }
            is_met[lambda::index_of(term)] = true;
            visit.first_inside = left;
            visit.is_entered = true;
            if (store.is(TermKind::application, term)) {
                pending.push_back({store.argument(term), 0, false, false});
                pending.push_back({store.function(term), 0, true, false});
            } else if (store.is(TermKind::lambda, term)) {
                pending.push_back({store.body(term), 0, false, false});
            }
        }
    }
    return order;
}

} // namespace rasp_stitch::compressor
