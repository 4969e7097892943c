#include "recognition/network/network_state.hpp"

#include "recognition/network/blas_threads.hpp"

#include <algorithm>
#include <cstdint>

namespace rasp_stitch::recognition {

namespace {

// The weight of padding among the candidates of a normaliser.
constexpr float nothing = -1e9F;

// The positions of the weights that the losses of lessons are made of, in the concatenated rows of
// all lessons, which `nothing` follows.
struct LossIndices {
    std::vector<std::int64_t> used;
    std::vector<float> use_counts;
    std::vector<std::vector<std::int64_t>> normalised;
    std::vector<float> normaliser_counts;
    double constant = 0;
};

void add_indices(LossIndices& indices, const ChoiceCounts& counts, std::int64_t first) {
    for (const ChoiceCounts::Use& use : counts.uses) {
        indices.used.push_back(first + use.column);
        indices.use_counts.push_back(static_cast<float>(use.count));
    }
    for (const ChoiceCounts::Normaliser& normaliser : counts.normalisers) {
        std::vector<std::int64_t>& columns = indices.normalised.emplace_back();
        for (const std::uint32_t column : normaliser.columns) {
            columns.push_back(first + column);
        }
        indices.normaliser_counts.push_back(static_cast<float>(normaliser.count));
    }
    indices.constant += counts.constant;
}

torch::Tensor padded(const std::vector<std::vector<std::int64_t>>& rows, std::int64_t padding) {
    std::size_t longest = 1;
    for (const std::vector<std::int64_t>& row : rows) {
        longest = std::max(longest, row.size());
    }
    torch::Tensor table =
        torch::full({static_cast<std::int64_t>(rows.size()), static_cast<std::int64_t>(longest)},
                    padding, torch::kInt64);
    auto* cells = table.data_ptr<std::int64_t>();
    for (std::size_t i = 0; i < rows.size(); ++i) {
        std::ranges::copy(rows[i], cells + i * longest);
    }
    return table;
}

// Returns the sum of the lessons' losses under these weights, which are given by lesson and column.
torch::Tensor losses_with(const torch::Tensor& weights, std::span<const ChosenLesson> lessons) {
    LossIndices indices;
    for (std::size_t i = 0; i < lessons.size(); ++i) {
        add_indices(indices, lessons[i].lesson->counts,
                    static_cast<std::int64_t>(i) * weights.size(1));
    }
    const torch::Device device = weights.device();
    const torch::Tensor all = torch::cat({weights.flatten(), torch::full({1}, nothing, device)});
    const torch::Tensor used =
        all.index_select(0, torch::tensor(indices.used, torch::kInt64).to(device));
    const torch::Tensor candidates = padded(indices.normalised, all.size(0) - 1).to(device);
    const torch::Tensor normalisers =
        all.index_select(0, candidates.flatten()).view(candidates.sizes()).logsumexp(1);
    return (normalisers * torch::tensor(indices.normaliser_counts).to(device)).sum() -
           (used * torch::tensor(indices.use_counts).to(device)).sum() - indices.constant;
}

} // namespace

NetworkState::NetworkState(const WeightColumns& all_columns, std::span<const float> row)
    : may_use_threads(use_one_blas_thread()), columns(all_columns),
      device(torch::cuda::is_available() ? torch::kCUDA : torch::kCPU),
      layers(std::make_shared<NetworkLayers>(all_columns)),
      base(torch::tensor(std::vector<float>(row.begin(), row.end())).to(device)) {
    at::set_num_threads(1); // as in learning: predictions must not depend on it
    layers->to(device);
}

torch::Tensor NetworkState::weights(const FeatureTensors& features) const {
    return layers->forward(features.on(device)) + base;
}

torch::Tensor NetworkState::sum_of_losses(std::span<const ChosenLesson> lessons) const {
    std::vector<const TaskFeatures*> features;
    std::vector<std::vector<std::size_t>> examples;
    for (const ChosenLesson& chosen : lessons) {
        features.push_back(&chosen.lesson->features);
        examples.push_back(chosen.examples);
    }
    return losses_with(weights(feature_tensors(features, examples)), lessons);
}

} // namespace rasp_stitch::recognition
