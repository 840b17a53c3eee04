#pragma once

#include "tests/ui/session/pose_fixture.h"
#include "ui/session/pose_studio.h"

namespace test {

/// A workspace with a photo of a person and models to draw poses anew with.
class StudioPoseTestBase : public PoseTestBase {
protected:
    void install(std::vector<engine::ModelDescription> models) {
        bench.library.shelf = std::move(models);
        bench.work.models.refresh();
        ASSERT_TRUE(QTest::qWaitFor(
            [this] { return bench.work.models.models().size() == bench.library.shelf.size(); }));
        settle();
    }
    /// The person is known, a checkpoint is chosen, a ControlNet and a LoRA are there.
    void ready() {
        using engine::ModelKind;
        readPerson();
        install({makeModel("dream", ModelKind::Checkpoint, "SD 1.x"),
                 makeModel("openpose", ModelKind::ControlNet, "SD 1.x"),
                 makeModel("film", ModelKind::Lora, "SD 1.x")});
        bench.settings.setStudioModel("/models/dream");
    }
    void chooseControlNet(const QString& path) {
        ui::PoseStudioSetting setting = studio.settings();
        setting.controlnet = path;
        studio.set(setting);
    }

    ui::PoseStudio& studio = bench.work.pose_studio;
};

}  // namespace test
