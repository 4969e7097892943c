#include "recognition/holes/attention.hpp"

#include <torch/torch.h>

#include <cstdint>

namespace rasp_stitch::recognition {

using torch::Tensor;

namespace {

constexpr double least_share = 1e-6;

Tensor nothing() {
    return torch::zeros({}, torch::TensorOptions().dtype(torch::kFloat64));
}

// Returns b queries keys: 1 where the value of the key is the output of the query; undefined if that
// cannot be said.
Tensor copies(const RelaxedValue& values, const WantedOutputs& wanted) {
    if (values.kind == RelaxedKind::strings && wanted.kind == RelaxedKind::strings) {
        const Tensor outputs = wanted.probabilities;
        const Tensor here = probabilities_on(values, *wanted.grid).detach();
        return torch::matmul(outputs, here.expand({outputs.size(0), -1, -1}).transpose(1, 2));
    }
    if (values.kind == RelaxedKind::numbers && wanted.kind == RelaxedKind::numbers) {
        const Tensor here = scalars_of(values).detach().expand_as(wanted.numbers);
        return ((wanted.numbers.unsqueeze(2) - here.unsqueeze(1)).abs() < 1e-6).to(torch::kFloat64);
    }
    return {};
}

} // namespace

Tensor copied_attention(const RelaxedValue& selector, const RelaxedValue& values,
                        const WantedOutputs& wanted, const Tensor& mask, bool has_default) {
    if (!wanted.mask.defined() || wanted.mask.dim() != 2) {
        return nothing();
    }
    Tensor allowed = copies(values, wanted);
    if (!allowed.defined()) {
        return nothing();
    }
    allowed = allowed * mask.unsqueeze(1);
    const Tensor some = (allowed.sum(-1) > 0.5).to(torch::kFloat64) * wanted.mask;
    const double known = some.sum().item<double>();
    const double share = known / wanted.cells;
    if (known == 0 || (!has_default && share < 0.9)) {
        return nothing();
    }
    const Tensor rows = selector.probabilities.expand_as(allowed);
    const Tensor right = (rows * allowed).sum(-1);
    const Tensor all = (rows * mask.unsqueeze(1)).sum(-1);
    const Tensor nats = torch::log(all + least_share) - torch::log(right + least_share);
    // That something is selected at all is worth saying, too.
    const Tensor empty = torch::relu(1 - all);
    return 0.5 * ((nats + empty) * some).sum() / known;
}

Tensor given_attention(const RelaxedValue& selector, const NearTask& task,
                       std::span<const std::size_t> examples) {
    Tensor sum = nothing();
    double queries = 0;
    for (std::size_t i = 0; i < examples.size(); ++i) {
        const auto& rows = task.soft[examples[i]].attention;
        const Tensor given =
            selector.probabilities[selector.probabilities.size(0) > 1 ? static_cast<std::int64_t>(i)
                                                                      : 0];
        for (std::size_t query = 0; query < rows.size(); ++query) {
            const auto length = static_cast<std::int64_t>(rows[query].size());
            const Tensor wanted =
                torch::tensor(rows[query], torch::TensorOptions().dtype(torch::kFloat64));
            const Tensor row = given[static_cast<std::int64_t>(query)].narrow(0, 0, length);
            const Tensor shares = (row + least_share) / (row.sum() + least_share);
            sum = sum + (wanted * (torch::log(wanted + least_share) - torch::log(shares))).sum();
            queries += 1;
        }
    }
    return queries > 0 ? sum / queries : sum;
}

} // namespace rasp_stitch::recognition
