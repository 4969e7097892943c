#pragma once

// Leaves with soft values of every kind, each of parameters of its own, for tests.
//
//     SoftLeaves leaves(store, programs, batch, 7);
//     programs.add(parse(store, "(lam (aggregate ?m ?g))"));
//
// Their names: ?s strings, ?g numbers on a grid, ?x scalars, ?b booleans, ?m a selector, ?p a
// predicate, ?c a constant; and ?S, ?G, ?X, ?B, ?M are others of the same kinds.

#include "lambda/terms/term_store.hpp"
#include "recognition/relaxed/evaluate_relaxed.hpp"

#include <ATen/ATen.h>

#include <cstdint>
#include <string_view>
#include <vector>

namespace rasp_stitch::recognition {

class SoftLeaves {
public:
    SoftLeaves(lambda::TermStore& store, RelaxedPrograms& programs, const RelaxedBatch& batch,
               std::uint64_t seed)
        : longest_(batch.length().grid->most()), generator_(seed) {
        const auto inputs = static_cast<std::int64_t>(batch.inputs());
        const auto letters = std::make_shared<const Grid>(Grid::strings({"a", "b", "c"}));
        const auto numbers = std::make_shared<const Grid>(Grid::whole(-1, 3));
        for (const std::string_view name : {"?s", "?S"}) {
            add(store, programs, name, rasp::Sort::sequence, {inputs, longest_, 3},
                [letters](const at::Tensor& raw, const RelaxedBatch&) {
                    return RelaxedValue::on_grid(letters, at::softmax(raw, -1));
                });
        }
        for (const std::string_view name : {"?g", "?G"}) {
            add(store, programs, name, rasp::Sort::sequence, {inputs, longest_, 5},
                [numbers](const at::Tensor& raw, const RelaxedBatch&) {
                    return RelaxedValue::on_grid(numbers, at::softmax(raw, -1));
                });
        }
        for (const std::string_view name : {"?x", "?X"}) {
            add(store, programs, name, rasp::Sort::sequence, {inputs, longest_},
                [](const at::Tensor& raw, const RelaxedBatch&) {
                    return RelaxedValue::scalars(raw);
                });
        }
        for (const std::string_view name : {"?b", "?B"}) {
            add(store, programs, name, rasp::Sort::sequence, {inputs, longest_},
                [](const at::Tensor& raw, const RelaxedBatch&) {
                    return RelaxedValue::booleans(at::sigmoid(raw));
                });
        }
        for (const std::string_view name : {"?m", "?M"}) {
            add(store, programs, name, rasp::Sort::selector, {inputs, longest_, longest_},
                [](const at::Tensor& raw, const RelaxedBatch& now) {
                    return RelaxedValue::selector(at::sigmoid(raw) * now.mask().unsqueeze(1));
                });
        }
        add(store, programs, "?p", rasp::Sort::predicate, {6},
            [](const at::Tensor& raw, const RelaxedBatch&) {
                return RelaxedValue::predicate(at::softmax(raw, -1));
            });
        add(store, programs, "?c", rasp::Sort::sequence, {1, 1},
            [](const at::Tensor& raw, const RelaxedBatch&) { return RelaxedValue::scalars(raw); });
    }

    const LeafFunctions& functions() const { return functions_; }
    const std::vector<at::Tensor>& parameters() const { return parameters_; }

private:
    // Values have numbers for all positions of the longest input, and are padded with junk.
    template <class Function>
    void add(lambda::TermStore& store, RelaxedPrograms& programs, std::string_view name,
             rasp::Sort sort, std::vector<std::int64_t> shape, Function function) {
        at::Tensor raw = at::empty(shape, at::kDouble);
        for (std::int64_t i = 0; i < raw.numel(); ++i) {
            generator_ = generator_ * 6364136223846793005U + 1442695040888963407U;
            raw.data_ptr<double>()[i] =
                static_cast<double>(generator_ >> 40U) / static_cast<double>(1U << 22U) - 2;
        }
        raw.requires_grad_(true);
        parameters_.push_back(raw);
        const lambda::TermId leaf = store.primitive(name);
        programs.add_leaf(leaf, {.arity = 0, .arguments = {}, .result = sort});
        const std::size_t at = parameters_.size() - 1;
        functions_[leaf] = [this, at, function](const RelaxedBatch& batch,
                                                std::span<const RelaxedValue>) {
            return function(padded(parameters_[at], batch), batch);
        };
    }

    at::Tensor padded(const at::Tensor& raw, const RelaxedBatch& batch) const {
        const auto more = static_cast<std::int64_t>(batch.padded_length()) - longest_;
        if (more == 0 || raw.dim() < 2 || raw.size(1) == 1) {
            return raw;
        }
        std::vector<std::int64_t> widths(static_cast<std::size_t>(2 * raw.dim()), 0);
        widths[widths.size() - 3] = more; // behind the positions
        if (raw.dim() == 3 && raw.size(2) == longest_ && raw.size(2) != 3 && raw.size(2) != 5) {
            widths[1] = more; // and behind the keys
        }
        return at::constant_pad_nd(raw, widths, 7);
    }

    std::int64_t longest_;
    std::uint64_t generator_;
    LeafFunctions functions_;
    std::vector<at::Tensor> parameters_;
};

} // namespace rasp_stitch::recognition
