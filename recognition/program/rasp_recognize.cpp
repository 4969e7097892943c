// rasp-recognize: predicts in which grammar to search for a task's program, and trains the network
// that does.

#include "recognition/program/predict_command.hpp"
#include "recognition/program/train_command.hpp"
#include "support/cli/program.hpp"

#include <string_view>

int main(int argc, char** argv) {
    return rasp_stitch::run_program("rasp-recognize", [&] {
        const bool is_training = argc > 1 && std::string_view(argv[1]) == "train";
        return is_training ? rasp_stitch::recognition::train(argc - 1, argv + 1)
                           : rasp_stitch::recognition::predict(argc, argv);
    });
}
