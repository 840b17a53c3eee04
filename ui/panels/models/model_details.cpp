#include "ui/panels/models/model_details.h"

#include <QApplication>
#include <QClipboard>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

#include "ui/session/model_text.h"
#include "ui/widgets/elided_label.h"

namespace ui {
namespace {

enum Line { Kind, Base, Size, Precision, Licence, Hash, Folder, kLines };

constexpr int kShortHash = 12;  // characters; enough to tell files apart by eye

}  // namespace

ModelDetails::ModelDetails(QWidget* parent)
    : QWidget(parent),
      grid_(new QGridLayout),
      problem_(new QLabel),
      copy_(new QPushButton),
      remove_(new QPushButton) {
    problem_->setTextFormat(Qt::PlainText);
    problem_->setWordWrap(true);
    problem_->setTextInteractionFlags(Qt::TextSelectableByMouse);
    copy_->setProperty("role", "link");
    grid_->setContentsMargins(0, 0, 0, 0);
    grid_->setHorizontalSpacing(12);
    grid_->setVerticalSpacing(4);
    grid_->setColumnStretch(1, 1);
    for (int line = 0; line < kLines; ++line) {
        auto* name = new QLabel;
        name->setProperty("role", "dim");
        auto* value = line == Folder || line == Kind ? static_cast<QLabel*>(new ElidedLabel) : new QLabel;
        value->setTextFormat(Qt::PlainText);
        if (line == Licence) value->setWordWrap(true);
        grid_->addWidget(name, line, 0, Qt::AlignLeft | (line == Licence ? Qt::AlignTop : Qt::AlignVCenter));
        grid_->addWidget(value, line, 1, 1, line == Hash ? 1 : 2);
        names_.push_back(name);
        values_.push_back(value);
    }
    grid_->addWidget(copy_, Hash, 2);
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->setSpacing(8);
    all->addWidget(problem_);
    all->addLayout(grid_);
    all->addWidget(remove_, 0, Qt::AlignLeft);
    connect(copy_, &QPushButton::clicked, this, [this] { QApplication::clipboard()->setText(hash_); });
    connect(remove_, &QPushButton::clicked, this, &ModelDetails::removeRequested);
}

void ModelDetails::show(const InstalledModel& model) {
    const engine::ModelDescription& about = model.about;
    const QString titles[kLines] = {tr("Kind"),    tr("Base"), tr("Size"), tr("Precision"),
                                    tr("Licence"), tr("Hash"), tr("File")};
    for (int line = 0; line < kLines; ++line) names_[line]->setText(titles[line]);
    hash_ = QString::fromStdString(about.sha256);
    const QString licence = QString::fromStdString(about.licence);
    QString texts[kLines];
    texts[Kind] = kindName(about.kind);
    texts[Base] = familyText(about);
    texts[Size] = sizeText(about.bytes);
    texts[Precision] = QString::fromStdString(about.precision);
    texts[Licence] = licence.isEmpty() ? tr("Not stated in the file") : licence;
    texts[Hash] = hash_.left(kShortHash);
    for (int line = 0; line < Folder; ++line) values_[line]->setText(texts[line]);
    for (int line : {Kind, Folder}) {
        static_cast<ElidedLabel*>(values_[line])->setFullText(line == Kind ? texts[Kind] : model.path());
    }
    for (int line = 0; line < Folder; ++line) {
        names_[line]->setVisible(!texts[line].isEmpty());
        values_[line]->setVisible(!texts[line].isEmpty());
    }
    values_[Hash]->setToolTip("SHA-256: " + hash_);
    values_[Hash]->setAccessibleName("SHA-256: " + hash_);
    copy_->setText(tr("Copy"));
    copy_->setAccessibleName(tr("Copy the SHA-256 of %1").arg(model.name()));
    copy_->setVisible(!hash_.isEmpty());
    problem_->setText(QString::fromStdString(about.problem));
    problem_->setVisible(!about.isFit());
    remove_->setText(tr("Remove from the library…"));
    remove_->setVisible(about.kind != engine::ModelKind::Starter);
}

}  // namespace ui
