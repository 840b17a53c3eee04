#include "engine/store/studio_store.h"

#include <c10/core/ScalarType.h>
#include <c10/util/accumulate.h>

#include <algorithm>
#include <filesystem>

#include "engine/files/textual_inversion.h"
#include "engine/models/studio/fit_together.h"

namespace engine {
namespace {

namespace fs = std::filesystem;

/// Sizes and times of a checkpoint's files: another file under the same name is another checkpoint.
std::string diskStateOf(const std::string& path) {
    std::vector<std::string> lines;
    const auto add = [&](const fs::path& file) {
        std::error_code failed;
        const auto bytes = fs::file_size(file, failed);
        const auto written = fs::last_write_time(file, failed).time_since_epoch().count();
        if (!failed)
            lines.push_back(file.string() + " " + std::to_string(bytes) + " " + std::to_string(written));
    };
    std::error_code failed;
    if (!fs::is_directory(path, failed)) add(path);
    for (fs::recursive_directory_iterator entry(path, failed), end; !failed && entry != end;
         entry.increment(failed)) {
        std::error_code none;
        if (entry->is_regular_file(none)) add(entry->path());
    }
    std::sort(lines.begin(), lines.end());
    std::string stamp;
    for (const std::string& line : lines) stamp += line + "\n";
    return stamp;
}

}  // namespace

Residence StudioStore::residenceOf(const StudioFiles& files) const {
    if (compute_.eight_bits && canQuantise()) return Residence::Eighth;
    std::size_t bytes = 0;
    for (const auto& [name, stored] : files.unet.weights.tensors())
        bytes +=
            static_cast<std::size_t>(c10::multiply_integers(stored.shape)) * c10::elementSize(compute_.type);
    const std::size_t budget = budget_ > 0 ? budget_ : freeMemory() / 2;
    return bytes > budget && compute_.device.is_cpu() ? Residence::Mapped : Residence::Ready;
}

Result<StudioWorkplace*> StudioStore::workplace(const std::string& path, const std::vector<LoraChoice>& loras,
                                                const std::vector<std::string>& embeddings) {
    if (const std::string stamp = diskStateOf(path); !workplace_ || path != path_ || stamp != stamp_) {
        workplace_.reset();  // two do not fit into memory at once
        controls_.clear();
        preview_decoders_.clear();
        Result<StudioFiles> files = openStudio(path, clip_merges_);
        if (!files) return files.error();
        const Residence residence = residenceOf(files.value());
        workplace_ = std::make_unique<StudioWorkplace>(std::move(files).value(), compute_, residence);
        path_ = path;
        stamp_ = stamp;
    }
    StudioWorkplace& here = *workplace_;
    if (loras != here.loras) {
        if (auto set = here.model.setLoras(loras); !set) return set.error();
        here.prompts.forget();
        here.loras = loras;
    }
    if (embeddings != here.embeddings) {
        std::vector<TextualInversion> read;
        for (const std::string& file : embeddings) {
            Result<TextualInversion> one = readTextualInversion(file);
            if (!one) return one.error();
            read.push_back(std::move(one).value());
        }
        here.embeddings.clear();
        if (auto set = here.prompts.setEmbeddings(read); !set) return set.error();
        here.embeddings = embeddings;
    }
    return &here;
}

template <typename Network, typename Config>
Result<const Network*> StudioStore::kept(std::map<std::string, Open<Network>>& all, const std::string& path,
                                         Result<Component> (*open)(const std::string& path),
                                         Result<Config> (*settings)(const ModelConfig&),
                                         const std::string& name, Residence residence) {
    const std::string stamp = diskStateOf(path);
    if (const auto known = all.find(path); known != all.end() && known->second.stamp == stamp)
        return known->second.loaded.network.get();
    Result<Component> component = open(path);
    if (!component) return component.error();
    auto loaded = loadNetwork<Network>(component.value(), settings(component.value().config), name, compute_,
                                       residence);
    if (!loaded) return loaded.error();
    return (all[path] = {stamp, std::move(loaded).value()}).loaded.network.get();
}

Result<const ControlNet*> StudioStore::controlNet(const std::string& path) {
    auto net = kept(controls_, path, &openControlNet, &readControlNetConfig, "ControlNet",
                    workplace_ ? workplace_->model.residence() : Residence::Ready);
    if (!net || !workplace_) return net;
    const Result<UnetConfig> unet = readUnetConfig(workplace_->model.files().unet.config);
    if (!unet) return unet.error();
    if (auto fits = fitTogether(unet.value(), net.value()->config(), path); !fits) return fits.error();
    return net;
}

Result<Done> StudioStore::stillWhole() {
    Result<Done> whole = workplace_ ? workplace_->model.stillWhole() : Done{};
    // One that was shortened is opened anew when it is asked for again.
    const auto drop_broken = [&](auto& all) {
        std::erase_if(all, [&](const auto& entry) {
            const Result<Done> one = entry.second.loaded.weights.stillWhole();
            if (!one) whole = one;
            return !one;
        });
    };
    drop_broken(controls_);
    drop_broken(preview_decoders_);
    return whole;
}

Result<const TinyAutoencoder*> StudioStore::previewDecoder() {
    if (!workplace_) return nullptr;
    const StudioFiles& files = workplace_->model.files();
    const Result<UnetConfig> unet = readUnetConfig(files.unet.config);
    if (!unet) return unet.error();
    const char* name = files.family == Family::Sdxl ? "taesdxl" : "taesd";
    std::error_code none;
    const fs::path model = fs::absolute(path_, none).lexically_normal();
    for (const fs::path& folder :
         {model, (model.has_filename() ? model : model.parent_path()).parent_path()}) {
        if (!fs::is_directory(folder / name, none)) continue;
        const auto tiny = kept(preview_decoders_, (folder / name).string(), &openTinyAutoencoder,
                               &readTinyAutoencoderConfig, "tiny autoencoder", Residence::Ready);
        if (tiny && tiny.value()->config().latent_channels != unet.value().out_channels) return nullptr;
        return tiny;
    }
    return nullptr;
}

}  // namespace engine
