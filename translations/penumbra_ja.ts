<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ja_JP" sourcelanguage="en_US">
    <context>
        <name>Actions</name>
        <message>
            <source>&amp;Open…</source>
            <translation>開く(&amp;O)…</translation>
        </message>
        <message>
            <source>&amp;Export…</source>
            <translation>書き出し(&amp;E)…</translation>
        </message>
        <message>
            <source>&amp;Quit</source>
            <translation>終了(&amp;Q)</translation>
        </message>
        <message>
            <source>&amp;Undo</source>
            <translation>元に戻す(&amp;U)</translation>
        </message>
        <message>
            <source>&amp;Redo</source>
            <translation>やり直す(&amp;R)</translation>
        </message>
        <message>
            <source>&amp;Settings…</source>
            <translation>設定(&amp;S)…</translation>
        </message>
        <message>
            <source>&amp;Find a command…</source>
            <translation>コマンドを検索(&amp;F)…</translation>
        </message>
        <message>
            <source>Zoom &amp;in</source>
            <translation>拡大(&amp;I)</translation>
        </message>
        <message>
            <source>Zoom &amp;out</source>
            <translation>縮小(&amp;O)</translation>
        </message>
        <message>
            <source>&amp;Fit to window</source>
            <translation>全体表示(&amp;F)</translation>
        </message>
        <message>
            <source>&amp;Actual size</source>
            <translation>等倍(&amp;A)</translation>
        </message>
        <message>
            <source>&amp;Compare while held</source>
            <translation>押している間だけ比較(&amp;C)</translation>
        </message>
        <message>
            <source>&amp;Split view</source>
            <translation>分割表示(&amp;S)</translation>
        </message>
        <message>
            <source>Show &amp;mask</source>
            <translation>マスクを表示(&amp;M)</translation>
        </message>
        <message>
            <source>Mask as &amp;colour</source>
            <translation>マスクを色で表示(&amp;C)</translation>
        </message>
        <message>
            <source>Mask as out&amp;line</source>
            <translation>マスクを輪郭で表示(&amp;L)</translation>
        </message>
        <message>
            <source>Mask in &amp;black and white</source>
            <translation>マスクを白黒で表示(&amp;B)</translation>
        </message>
        <message>
            <source>Hide or show &amp;panels</source>
            <translation>パネルの表示・非表示(&amp;P)</translation>
        </message>
        <message>
            <source>&amp;Next panel</source>
            <translation>次のパネル(&amp;N)</translation>
        </message>
        <message>
            <source>F&amp;ull screen</source>
            <translation>フルスクリーン(&amp;U)</translation>
        </message>
        <message>
            <source>&amp;Invert mask</source>
            <translation>マスクを反転(&amp;I)</translation>
        </message>
        <message>
            <source>&amp;Clear mask</source>
            <translation>マスクを消去(&amp;C)</translation>
        </message>
        <message>
            <source>&amp;Feather…</source>
            <translation>ぼかし(&amp;F)…</translation>
        </message>
        <message>
            <source>&amp;Grow…</source>
            <translation>広げる(&amp;G)…</translation>
        </message>
        <message>
            <source>&amp;Shrink…</source>
            <translation>縮める(&amp;S)…</translation>
        </message>
        <message>
            <source>&amp;Load mask…</source>
            <translation>マスクを読み込む(&amp;L)…</translation>
        </message>
        <message>
            <source>Sa&amp;ve mask…</source>
            <translation>マスクを保存(&amp;V)…</translation>
        </message>
        <message>
            <source>&amp;Run, then apply</source>
            <translation>実行して適用(&amp;R)</translation>
        </message>
        <message>
            <source>&amp;Cancel, then discard</source>
            <translation>キャンセル・破棄(&amp;C)</translation>
        </message>
        <message>
            <source>&amp;Reset layout</source>
            <translation>レイアウトを初期状態に戻す(&amp;R)</translation>
        </message>
        <message>
            <source>&amp;Help</source>
            <translation>ヘルプ(&amp;H)</translation>
        </message>
        <message>
            <source>&amp;Show models</source>
            <translation>モデルを表示(&amp;S)</translation>
        </message>
        <message>
            <source>&amp;Import model files…</source>
            <translation>モデルファイルを取り込む(&amp;I)…</translation>
        </message>
        <message>
            <source>Import a model &amp;folder…</source>
            <translation>モデルフォルダを取り込む(&amp;F)…</translation>
        </message>
        <message>
            <source>Run &amp;variants</source>
            <translation>候補を作る(&amp;V)</translation>
        </message>
    </context>
    <context>
        <name>Commands</name>
        <message>
            <source>Apply edit</source>
            <translation>編集を適用</translation>
        </message>
        <message>
            <source>Delete edit</source>
            <translation>編集を削除</translation>
        </message>
        <message>
            <source>Edit opacity</source>
            <translation>編集の不透明度</translation>
        </message>
        <message>
            <source>Reorder edits</source>
            <translation>編集の順序を変更</translation>
        </message>
        <message>
            <source>Show edit</source>
            <translation>編集を表示</translation>
        </message>
        <message>
            <source>Hide edit</source>
            <translation>編集を隠す</translation>
        </message>
        <message>
            <source>Run edit again</source>
            <translation>編集を再実行</translation>
        </message>
        <message>
            <source>Gradient</source>
            <translation>グラデーション</translation>
        </message>
        <message>
            <source>Lasso</source>
            <translation>なげなわ</translation>
        </message>
        <message>
            <source>Polygon</source>
            <translation>多角形</translation>
        </message>
        <message>
            <source>Brush stroke</source>
            <translation>ブラシの描画</translation>
        </message>
        <message>
            <source>Eraser stroke</source>
            <translation>消しゴムの描画</translation>
        </message>
    </context>
    <context>
        <name>Edits</name>
        <message>
            <source>Turn %1° · Nod %2° · Tilt %3°</source>
            <translation>左右の向き %1° · 上下の向き %2° · 傾き %3°</translation>
        </message>
        <message>
            <source>Starter</source>
            <translation>スターター</translation>
        </message>
        <message>
            <source>%1: %2</source>
            <translation>%1：%2</translation>
        </message>
        <message>
            <source>, </source>
            <translation>、</translation>
        </message>
        <message>
            <source>%1
Model: %2 · Seed: %3</source>
            <translation>%1
モデル: %2 · シード: %3</translation>
        </message>
    </context>
    <context>
        <name>Errors</name>
        <message>
            <source>Cancelled. Nothing was changed.</source>
            <translation>キャンセルしました。何も変更されていません。</translation>
        </message>
        <message>
            <source>These settings and this photo do not fit together. Check the mask and try again.</source>
            <translation>この設定は写真に適用できません。マスクを確認して、もう一度お試しください。</translation>
        </message>
        <message>
            <source>This mask is of another shape than the photo. Choose one made for this photo.</source>
            <translation>このマスクは写真と縦横比が異なります。この写真用に作成したマスクを選んでください。</translation>
        </message>
        <message>
            <source>This file cannot be read. It may be damaged, moved, or not a picture.</source>
            <translation>このファイルを読み込めません。破損または移動されているか、画像ではない可能性があります。</translation>
        </message>
        <message>
            <source>Pictures of this kind or size cannot be opened. Use JPEG, PNG, TIFF, WebP or RAW in RGB or grey, up to 300 megapixels.</source>
            <translation>この種類またはサイズの画像は開けません。RGB またはグレースケールの JPEG、PNG、TIFF、WebP、RAW（3 億画素まで）をお使いください。</translation>
        </message>
        <message>
            <source>The file could not be written. No partial file was left; choose another place.</source>
            <translation>ファイルを書き込めませんでした。書きかけのファイルは残っていません。別の場所を選んでください。</translation>
        </message>
        <message>
            <source>No face found. Draw the region yourself.</source>
            <translation>顔が見つかりません。範囲を自分で描いてください。</translation>
        </message>
        <message>
            <source>What the words are about was not found, or cannot be seen well enough. Use other words or another model.</source>
            <translation>言葉の対象がこの写真に見つからないか、十分に見えません。言葉を変えるか、別のモデルを選んでください。</translation>
        </message>
        <message>
            <source>The model files for this tool are missing. Install the program again to restore them.</source>
            <translation>このツールのモデルファイルがありません。プログラムを再インストールしてください。</translation>
        </message>
        <message>
            <source>There was not enough memory. Close other programs or lower the memory budget.</source>
            <translation>メモリーが足りません。ほかのプログラムを閉じるか、メモリーの上限を下げてください。</translation>
        </message>
        <message>
            <source>Something went wrong. Your edits are safe.</source>
            <translation>問題が発生しました。編集内容は失われていません。</translation>
        </message>
        <message>
            <source>The person could not be looked for. Try again.</source>
            <translation>人物を探せませんでした。もう一度お試しください。</translation>
        </message>
        <message>
            <source>Try again</source>
            <translation>もう一度試す</translation>
        </message>
        <message>
            <source>Draw a region</source>
            <translation>範囲を描く</translation>
        </message>
        <message>
            <source>Open settings</source>
            <translation>設定を開く</translation>
        </message>
        <message>
            <source>Choose another file…</source>
            <translation>別のファイルを選ぶ…</translation>
        </message>
        <message>
            <source>Export again…</source>
            <translation>もう一度書き出す…</translation>
        </message>
        <message>
            <source>Remove shadows</source>
            <translation>影の除去</translation>
        </message>
        <message>
            <source>Harmonise</source>
            <translation>背景になじませる</translation>
        </message>
        <message>
            <source>Find face and parts</source>
            <translation>顔とパーツの検出</translation>
        </message>
        <message>
            <source>A photo is still being written. Open another one when that is done.</source>
            <translation>写真を書き出しています。終わってから別の写真を開いてください。</translation>
        </message>
        <message>
            <source>A model file is damaged or of another kind. Install the program again to restore it.</source>
            <translation>モデルファイルが破損しているか、種類が違います。プログラムを再インストールしてください。</translation>
        </message>
        <message>
            <source>“%1” is not there any more. It may have been moved, renamed or deleted.</source>
            <translation>「%1」が見つかりません。移動、名前の変更、または削除された可能性があります。</translation>
        </message>
        <message>
            <source>“%1” is a folder. Choose a picture in it.</source>
            <translation>「%1」はフォルダです。中の画像を選んでください。</translation>
        </message>
        <message>
            <source>You may not read “%1”. Change its permissions or choose another file.</source>
            <translation>「%1」を読み取る権限がありません。権限を変更するか、別のファイルを選んでください。</translation>
        </message>
        <message>
            <source>“%1” is empty. Choose another copy of it.</source>
            <translation>「%1」は空のファイルです。別のコピーを選んでください。</translation>
        </message>
        <message>
            <source>“%1” is damaged or not a picture. Choose another copy of it.</source>
            <translation>「%1」は破損しているか、画像ではありません。別のコピーを選んでください。</translation>
        </message>
        <message>
            <source>The folder of “%1” is not there any more. Nothing was written; choose another place.</source>
            <translation>「%1」の保存先フォルダが見つかりません。何も書き込まれていません。別の場所を選んでください。</translation>
        </message>
        <message>
            <source>You may not write into the folder of “%1”. Nothing was written; choose another place.</source>
            <translation>「%1」の保存先フォルダに書き込む権限がありません。何も書き込まれていません。別の場所を選んでください。</translation>
        </message>
        <message>
            <source>“%1” could not be written, the disk may be full. No partial file was left; choose another place.</source>
            <translation>「%1」を書き込めませんでした。ディスクの空きが足りない可能性があります。途中のファイルは残っていません。別の場所を選んでください。</translation>
        </message>
        <message>
            <source>“%1” is of a kind or size that cannot be opened. Save it as JPEG, PNG, TIFF or WebP in RGB or grey, from 8 × 8 pixels to 300 megapixels.</source>
            <translation>「%1」の種類または大きさの画像は開けません。RGB またはグレーの JPEG、PNG、TIFF、WebP (8 × 8 ピクセルから 3 億画素まで) で保存してください。</translation>
        </message>
        <message>
            <source>The model is missing or damaged. Choose another one, or install the program again.</source>
            <translation>モデルがないか、破損しています。別のモデルを選ぶか、プログラムを再インストールしてください。</translation>
        </message>
        <message>
            <source>This cannot be run as it is. Check the words, the mask and the model, then try again.</source>
            <translation>このままでは実行できません。言葉、マスク、モデルを確認して、もう一度お試しください。</translation>
        </message>
        <message>
            <source>Choose a model…</source>
            <translation>モデルを選ぶ…</translation>
        </message>
        <message>
            <source>Describe</source>
            <translation>言葉で編集</translation>
        </message>
        <message>
            <source>This photo cannot take this pose, or the checkpoint cannot draw it. Reset the pose or choose another checkpoint.</source>
            <translation>この写真ではこのポーズにできないか、チェックポイントで描けません。ポーズをリセットするか、別のチェックポイントを選んでください。</translation>
        </message>
        <message>
            <source>No face was found, so nobody can be posed. Open another photo.</source>
            <translation>顔が見つからないため、ポーズを変えられません。別の写真を開いてください。</translation>
        </message>
        <message>
            <source>This photo cannot take this style. Reset the region and try again.</source>
            <translation>この写真ではこのスタイルにできません。部分をリセットしてからやり直してください。</translation>
        </message>
        <message>
            <source>No face was found in the photo that the style is taken from. Choose another one.</source>
            <translation>スタイルの参照写真に顔が見つかりません。別の写真を選んでください。</translation>
        </message>
        <message>
            <source>No face was found in the photo that the pose is taken from. Choose another one.</source>
            <translation>ポーズの参照写真に顔が見つかりません。別の写真を選んでください。</translation>
        </message>
        <message>
            <source>The person in that photo shows too little of what this one shows. Choose another one.</source>
            <translation>参照写真の人物に写っている関節が足りません。別の写真を選んでください。</translation>
        </message>
        <message>
            <source>This file cannot be used as a pose. Choose one in OpenPose&apos;s JSON form with one person.</source>
            <translation>このファイルはポーズとして使えません。1 人だけが入った OpenPose の JSON ファイルを選んでください。</translation>
        </message>
        <message>
            <source>Pose</source>
            <translation>ポーズ</translation>
        </message>
        <message>
            <source>Style</source>
            <translation>スタイル</translation>
        </message>
    </context>
    <context>
        <name>Joints</name>
        <message>
            <source>Nose</source>
            <translation>鼻</translation>
        </message>
        <message>
            <source>Neck</source>
            <translation>首</translation>
        </message>
        <message>
            <source>Right shoulder</source>
            <translation>右肩</translation>
        </message>
        <message>
            <source>Right elbow</source>
            <translation>右ひじ</translation>
        </message>
        <message>
            <source>Right wrist</source>
            <translation>右手首</translation>
        </message>
        <message>
            <source>Left shoulder</source>
            <translation>左肩</translation>
        </message>
        <message>
            <source>Left elbow</source>
            <translation>左ひじ</translation>
        </message>
        <message>
            <source>Left wrist</source>
            <translation>左手首</translation>
        </message>
        <message>
            <source>Right hip</source>
            <translation>右腰</translation>
        </message>
        <message>
            <source>Right knee</source>
            <translation>右ひざ</translation>
        </message>
        <message>
            <source>Right ankle</source>
            <translation>右足首</translation>
        </message>
        <message>
            <source>Left hip</source>
            <translation>左腰</translation>
        </message>
        <message>
            <source>Left knee</source>
            <translation>左ひざ</translation>
        </message>
        <message>
            <source>Left ankle</source>
            <translation>左足首</translation>
        </message>
        <message>
            <source>Right eye</source>
            <translation>右目</translation>
        </message>
        <message>
            <source>Left eye</source>
            <translation>左目</translation>
        </message>
        <message>
            <source>Right ear</source>
            <translation>右耳</translation>
        </message>
        <message>
            <source>Left ear</source>
            <translation>左耳</translation>
        </message>
    </context>
    <context>
        <name>Menus</name>
        <message>
            <source>&amp;File</source>
            <translation>ファイル(&amp;F)</translation>
        </message>
        <message>
            <source>Open &amp;recent</source>
            <translation>最近使った写真を開く(&amp;R)</translation>
        </message>
        <message>
            <source>&amp;Edit</source>
            <translation>編集(&amp;E)</translation>
        </message>
        <message>
            <source>&amp;View</source>
            <translation>表示(&amp;V)</translation>
        </message>
        <message>
            <source>&amp;Mask</source>
            <translation>マスク(&amp;M)</translation>
        </message>
        <message>
            <source>E&amp;dits</source>
            <translation>編集履歴(&amp;D)</translation>
        </message>
        <message>
            <source>&amp;Window</source>
            <translation>ウィンドウ(&amp;W)</translation>
        </message>
        <message>
            <source>&amp;Help</source>
            <translation>ヘルプ(&amp;H)</translation>
        </message>
        <message>
            <source>M&amp;odels</source>
            <translation>モデル(&amp;O)</translation>
        </message>
    </context>
    <context>
        <name>ModeButton</name>
        <message>
            <source>− Subtract</source>
            <translation>− 除く</translation>
        </message>
        <message>
            <source>+ Add</source>
            <translation>+ 加える</translation>
        </message>
        <message>
            <source>Subtract from the mask</source>
            <translation>マスクから除く</translation>
        </message>
        <message>
            <source>Add to the mask or subtract from it (X)</source>
            <translation>マスクに加える・マスクから除く (X)</translation>
        </message>
    </context>
    <context>
        <name>Models</name>
        <message>
            <source>The program&apos;s own</source>
            <translation>プログラム付属</translation>
        </message>
        <message>
            <source>Checkpoints</source>
            <translation>チェックポイント</translation>
        </message>
        <message>
            <source>LoRAs</source>
            <translation>LoRA</translation>
        </message>
        <message>
            <source>ControlNets</source>
            <translation>ControlNet</translation>
        </message>
        <message>
            <source>Textual inversions</source>
            <translation>Textual Inversion</translation>
        </message>
        <message>
            <source>Preview decoders</source>
            <translation>プレビュー用デコーダー</translation>
        </message>
        <message>
            <source>Others</source>
            <translation>その他</translation>
        </message>
        <message>
            <source>Network of the program</source>
            <translation>プログラム付属のネットワーク</translation>
        </message>
        <message>
            <source>Checkpoint</source>
            <translation>チェックポイント</translation>
        </message>
        <message>
            <source>LoRA</source>
            <translation>LoRA</translation>
        </message>
        <message>
            <source>ControlNet</source>
            <translation>ControlNet</translation>
        </message>
        <message>
            <source>Textual inversion</source>
            <translation>Textual Inversion</translation>
        </message>
        <message>
            <source>Preview decoder</source>
            <translation>プレビュー用デコーダー</translation>
        </message>
        <message>
            <source>Not known</source>
            <translation>不明</translation>
        </message>
        <message>
            <source>for inpainting</source>
            <translation>インペイント用</translation>
        </message>
        <message>
            <source>%1 for inpainting</source>
            <translation>%1 (インペイント用)</translation>
        </message>
        <message>
            <source>Cannot be used</source>
            <translation>使用できません</translation>
        </message>
        <message>
            <source>linked</source>
            <translation>リンク</translation>
        </message>
        <message>
            <source>Needs %1.</source>
            <translation>必要なメモリー: %1</translation>
        </message>
        <message>
            <source>Needs %1, %2 are free.</source>
            <translation>必要なメモリー %1 (空き %2)</translation>
        </message>
        <message>
            <source>Needs %1, but only %2 are free. Close other programs or choose a smaller model.</source>
            <translation>%1 のメモリーが必要ですが、空きは %2 しかありません。ほかのプログラムを閉じるか、より小さいモデルを選んでください。</translation>
        </message>
        <message>
            <source>This cannot be used as a model.</source>
            <translation>モデルとして使用できません。</translation>
        </message>
        <message>
            <source>There is no model here.</source>
            <translation>モデルが見つかりません。</translation>
        </message>
        <message>
            <source>This cannot be read. It may be damaged, moved, or kept from you.</source>
            <translation>読み込めません。破損または移動されているか、アクセス権がない可能性があります。</translation>
        </message>
        <message>
            <source>The model library could not be changed. Nothing was left half done.</source>
            <translation>モデルライブラリを変更できませんでした。途中のファイルは残っていません。</translation>
        </message>
        <message>
            <source>There was not enough memory. Close other programs and try again.</source>
            <translation>メモリーが足りません。ほかのプログラムを閉じて、もう一度お試しください。</translation>
        </message>
        <message>
            <source>Cancelled. Nothing was changed.</source>
            <translation>キャンセルしました。何も変更されていません。</translation>
        </message>
        <message>
            <source>Something went wrong. Your models are as they were.</source>
            <translation>問題が発生しました。モデルは元のままです。</translation>
        </message>
        <message>
            <source>This file cannot be used. Select it in the list to see why.</source>
            <translation>このファイルは使用できません。一覧で選択すると理由が表示されます。</translation>
        </message>
        <message>
            <source>Choose a studio model first.</source>
            <translation>先にスタジオモデルを選んでください。</translation>
        </message>
        <message>
            <source>Made for %1; the studio model is %2.</source>
            <translation>%1 用です。スタジオモデルは %2 です。</translation>
        </message>
        <message>
            <source>Finds faces</source>
            <translation>顔の検出</translation>
        </message>
        <message>
            <source>Reads portraits</source>
            <translation>人物の解析</translation>
        </message>
        <message>
            <source>Turns heads</source>
            <translation>頭の向きの変更</translation>
        </message>
        <message>
            <source>Paints what a new pose shows</source>
            <translation>新しいポーズで見える部分を描く</translation>
        </message>
        <message>
            <source>Knows plausible poses</source>
            <translation>自然なポーズを判定</translation>
        </message>
        <message>
            <source>Moves faces</source>
            <translation>表情を動かす</translation>
        </message>
        <message>
            <source>Takes glasses off</source>
            <translation>眼鏡を外す</translation>
        </message>
        <message>
            <source>Removes shadows</source>
            <translation>影の除去</translation>
        </message>
        <message>
            <source>Harmonises</source>
            <translation>背景になじませる</translation>
        </message>
        <message>
            <source>Refines edges</source>
            <translation>輪郭の精細化</translation>
        </message>
        <message>
            <source>Edits by description</source>
            <translation>言葉で編集</translation>
        </message>
        <message>
            <source>Changes the look of regions</source>
            <translation>部位の見た目を変更</translation>
        </message>
    </context>
    <context>
        <name>Program</name>
        <message>
            <source>A photo to open.</source>
            <translation>開く写真。</translation>
        </message>
    </context>
    <context>
        <name>PromptTemplates</name>
        <message>
            <source>it cannot be read (%1)</source>
            <translation>読み込めません (%1)</translation>
        </message>
        <message>
            <source>it is larger than a list of templates can be</source>
            <translation>テンプレートの一覧としては大きすぎます</translation>
        </message>
        <message>
            <source>it is damaged, or not a list of templates</source>
            <translation>破損しているか、テンプレートの一覧ではありません</translation>
        </message>
        <message>
            <source>%1 of its entries are damaged</source>
            <translation>%1 件の項目が破損しています</translation>
        </message>
        <message>
            <source>Your own templates in “%1” cannot all be used: %2. The others work.</source>
            <translation>「%1」にあるご自身のテンプレートの一部またはすべてが使えません: %2。ほかのテンプレートは使えます。</translation>
        </message>
        <message>
            <source>The program&apos;s templates cannot all be used: %1. Install the program again to restore them.</source>
            <translation>プログラム付属のテンプレートの一部またはすべてが使えません: %1。プログラムを再インストールしてください。</translation>
        </message>
        <message>
            <source>Give the template a name.</source>
            <translation>テンプレートに名前を付けてください。</translation>
        </message>
        <message>
            <source>Write what to change first.</source>
            <translation>先に、変えたいことを書いてください。</translation>
        </message>
        <message>
            <source>These words are too long for a template.</source>
            <translation>テンプレートにするには長すぎます。</translation>
        </message>
        <message>
            <source>There are too many templates. Delete one first.</source>
            <translation>テンプレートが多すぎます。先にどれかを削除してください。</translation>
        </message>
        <message>
            <source>The templates could not be saved (%1).</source>
            <translation>テンプレートを保存できませんでした (%1)。</translation>
        </message>
    </context>
    <context>
        <name>QAbstractSpinBox</name>
        <message>
            <source>&amp;Select All</source>
            <translation>すべて選択(&amp;S)</translation>
        </message>
        <message>
            <source>&amp;Step up</source>
            <translation>増やす(&amp;S)</translation>
        </message>
        <message>
            <source>Step &amp;down</source>
            <translation>減らす(&amp;D)</translation>
        </message>
    </context>
    <context>
        <name>QFileDialog</name>
        <message>
            <source>Look in:</source>
            <translation>場所:</translation>
        </message>
        <message>
            <source>Back</source>
            <translation>戻る</translation>
        </message>
        <message>
            <source>Go back</source>
            <translation>戻る</translation>
        </message>
        <message>
            <source>Forward</source>
            <translation>進む</translation>
        </message>
        <message>
            <source>Go forward</source>
            <translation>進む</translation>
        </message>
        <message>
            <source>Parent Directory</source>
            <translation>上のフォルダー</translation>
        </message>
        <message>
            <source>Go to the parent directory</source>
            <translation>上のフォルダーへ</translation>
        </message>
        <message>
            <source>Create New Folder</source>
            <translation>新しいフォルダー</translation>
        </message>
        <message>
            <source>Create a New Folder</source>
            <translation>新しいフォルダーを作成</translation>
        </message>
        <message>
            <source>List View</source>
            <translation>一覧表示</translation>
        </message>
        <message>
            <source>Change to list view mode</source>
            <translation>一覧表示に切り替え</translation>
        </message>
        <message>
            <source>Detail View</source>
            <translation>詳細表示</translation>
        </message>
        <message>
            <source>Change to detail view mode</source>
            <translation>詳細表示に切り替え</translation>
        </message>
        <message>
            <source>Sidebar</source>
            <translation>サイドバー</translation>
        </message>
        <message>
            <source>List of places and bookmarks</source>
            <translation>場所とブックマークの一覧</translation>
        </message>
        <message>
            <source>Files</source>
            <translation>ファイル</translation>
        </message>
        <message>
            <source>File name:</source>
            <translation>ファイル名:</translation>
        </message>
        <message>
            <source>File &amp;name:</source>
            <translation>ファイル名(&amp;N):</translation>
        </message>
        <message>
            <source>&amp;File name:</source>
            <translation>ファイル名(&amp;F):</translation>
        </message>
        <message>
            <source>Files of type:</source>
            <translation>ファイルの種類:</translation>
        </message>
        <message>
            <source>&amp;Open</source>
            <translation>開く(&amp;O)</translation>
        </message>
        <message>
            <source>&amp;Save</source>
            <translation>保存(&amp;S)</translation>
        </message>
        <message>
            <source>&amp;Choose</source>
            <translation>選択(&amp;C)</translation>
        </message>
        <message>
            <source>Directory:</source>
            <translation>フォルダー:</translation>
        </message>
        <message>
            <source>&amp;Rename</source>
            <translation>名前を変更(&amp;R)</translation>
        </message>
        <message>
            <source>&amp;Delete</source>
            <translation>削除(&amp;D)</translation>
        </message>
        <message>
            <source>Show &amp;hidden files</source>
            <translation>隠しファイルを表示(&amp;H)</translation>
        </message>
        <message>
            <source>&amp;New Folder</source>
            <translation>新しいフォルダー(&amp;N)</translation>
        </message>
        <message>
            <source>New Folder</source>
            <translation>新しいフォルダー</translation>
        </message>
        <message>
            <source>Recent Places</source>
            <translation>最近使った場所</translation>
        </message>
        <message>
            <source>Remove</source>
            <translation>削除</translation>
        </message>
        <message>
            <source>%1
File not found.
Please verify the correct file name was given.</source>
            <translation>%1
ファイルが見つかりません。
ファイル名を確認してください。</translation>
        </message>
        <message>
            <source>%1 already exists.
Do you want to replace it?</source>
            <translation>%1 はすでにあります。
置き換えますか？</translation>
        </message>
    </context>
    <context>
        <name>QFileSystemModel</name>
        <message>
            <source>Name</source>
            <translation>名前</translation>
        </message>
        <message>
            <source>Size</source>
            <translation>サイズ</translation>
        </message>
        <message>
            <source>Kind</source>
            <translation>種類</translation>
        </message>
        <message>
            <source>Type</source>
            <translation>種類</translation>
        </message>
        <message>
            <source>Date Modified</source>
            <translation>更新日時</translation>
        </message>
        <message>
            <source>Computer</source>
            <translation>コンピューター</translation>
        </message>
        <message>
            <source>%1 GB</source>
            <translation>%1 GB</translation>
        </message>
        <message>
            <source>%1 MB</source>
            <translation>%1 MB</translation>
        </message>
        <message>
            <source>%1 KB</source>
            <translation>%1 KB</translation>
        </message>
        <message>
            <source>%1 bytes</source>
            <translation>%1 バイト</translation>
        </message>
    </context>
    <context>
        <name>QKeySequenceEdit</name>
        <message>
            <source>Press shortcut</source>
            <translation>キーを押してください</translation>
        </message>
    </context>
    <context>
        <name>QLineEdit</name>
        <message>
            <source>&amp;Undo</source>
            <translation>元に戻す(&amp;U)</translation>
        </message>
        <message>
            <source>&amp;Redo</source>
            <translation>やり直す(&amp;R)</translation>
        </message>
        <message>
            <source>Cu&amp;t</source>
            <translation>切り取り(&amp;T)</translation>
        </message>
        <message>
            <source>&amp;Copy</source>
            <translation>コピー(&amp;C)</translation>
        </message>
        <message>
            <source>&amp;Paste</source>
            <translation>貼り付け(&amp;P)</translation>
        </message>
        <message>
            <source>Delete</source>
            <translation>削除</translation>
        </message>
        <message>
            <source>Select All</source>
            <translation>すべて選択</translation>
        </message>
    </context>
    <context>
        <name>QPlatformTheme</name>
        <message>
            <source>OK</source>
            <translation>OK</translation>
        </message>
        <message>
            <source>Save</source>
            <translation>保存</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>キャンセル</translation>
        </message>
        <message>
            <source>Open</source>
            <translation>開く</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>閉じる</translation>
        </message>
        <message>
            <source>&amp;Yes</source>
            <translation>はい(&amp;Y)</translation>
        </message>
        <message>
            <source>&amp;No</source>
            <translation>いいえ(&amp;N)</translation>
        </message>
    </context>
    <context>
        <name>QWidgetTextControl</name>
        <message>
            <source>&amp;Copy</source>
            <translation>コピー(&amp;C)</translation>
        </message>
        <message>
            <source>Copy &amp;Link Location</source>
            <translation>リンクの場所をコピー(&amp;L)</translation>
        </message>
        <message>
            <source>Select All</source>
            <translation>すべて選択</translation>
        </message>
    </context>
    <context>
        <name>Style</name>
        <message>
            <source>Background</source>
            <translation>背景</translation>
        </message>
        <message>
            <source>Skin</source>
            <translation>肌</translation>
        </message>
        <message>
            <source>Hair</source>
            <translation>髪</translation>
        </message>
        <message>
            <source>Clothes</source>
            <translation>服</translation>
        </message>
        <message>
            <source>Brows</source>
            <translation>眉</translation>
        </message>
        <message>
            <source>Eyes</source>
            <translation>目</translation>
        </message>
        <message>
            <source>Lips</source>
            <translation>唇</translation>
        </message>
        <message>
            <source>Teeth</source>
            <translation>歯</translation>
        </message>
        <message>
            <source>Lightness</source>
            <translation>明るさ</translation>
        </message>
        <message>
            <source>Warmth</source>
            <translation>暖かさ</translation>
        </message>
        <message>
            <source>Saturation</source>
            <translation>彩度</translation>
        </message>
        <message>
            <source>Contrast</source>
            <translation>コントラスト</translation>
        </message>
        <message>
            <source>Evenness</source>
            <translation>均一さ</translation>
        </message>
        <message>
            <source>Redness</source>
            <translation>赤み</translation>
        </message>
        <message>
            <source>Shine</source>
            <translation>てかり</translation>
        </message>
        <message>
            <source>Colour</source>
            <translation>色合い</translation>
        </message>
        <message>
            <source>Gloss</source>
            <translation>つや</translation>
        </message>
        <message>
            <source>Whites</source>
            <translation>白さ</translation>
        </message>
        <message>
            <source>Darker or lighter.</source>
            <translation>暗く、または明るくします。</translation>
        </message>
        <message>
            <source>Bluer or more golden.</source>
            <translation>青っぽく、または黄金色に近づけます。</translation>
        </message>
        <message>
            <source>Greyer or more vivid.</source>
            <translation>くすませる、または鮮やかにします。</translation>
        </message>
        <message>
            <source>Light and dark nearer to each other or further apart.</source>
            <translation>明暗の差を小さく、または大きくします。</translation>
        </message>
        <message>
            <source>Blotches show more, or everything has one tone.</source>
            <translation>むらを目立たせる、または色味をそろえます。</translation>
        </message>
        <message>
            <source>Paler or ruddier.</source>
            <translation>青白く、または血色よくします。</translation>
        </message>
        <message>
            <source>More matt, or with more highlights.</source>
            <translation>マットに、またはハイライトを強くします。</translation>
        </message>
        <message>
            <source>Around the colour circle, one way or the other.</source>
            <translation>色相環に沿って色を回します。</translation>
        </message>
        <message>
            <source>More matt, or as if wet.</source>
            <translation>マットに、または濡れたようにします。</translation>
        </message>
        <message>
            <source>Duller, or cleaner and brighter.</source>
            <translation>くすませる、または白く明るくします。</translation>
        </message>
    </context>
    <context>
        <name>Tools</name>
        <message>
            <source>Navigate</source>
            <translation>移動</translation>
        </message>
        <message>
            <source>Drag moves the photo, a double click changes between fit and actual size.</source>
            <translation>ドラッグで写真を移動し、ダブルクリックで全体表示と等倍を切り替えます。</translation>
        </message>
        <message>
            <source>Brush</source>
            <translation>ブラシ</translation>
        </message>
        <message>
            <source>Paint the mask.</source>
            <translation>マスクを塗ります。</translation>
        </message>
        <message>
            <source>Eraser</source>
            <translation>消しゴム</translation>
        </message>
        <message>
            <source>Take away from the mask.</source>
            <translation>マスクから取り除きます。</translation>
        </message>
        <message>
            <source>Lasso</source>
            <translation>なげなわ</translation>
        </message>
        <message>
            <source>Draw around what belongs to the mask; Alt takes it away.</source>
            <translation>マスクにする部分を囲みます。Alt で取り除きます。</translation>
        </message>
        <message>
            <source>Polygon</source>
            <translation>多角形</translation>
        </message>
        <message>
            <source>Click the corners of an area; a double click or Enter closes it.</source>
            <translation>範囲の角をクリックし、ダブルクリックまたは Enter で閉じます。</translation>
        </message>
        <message>
            <source>Gradient</source>
            <translation>グラデーション</translation>
        </message>
        <message>
            <source>Drag from where the mask is full to where it ends.</source>
            <translation>マスクが完全な位置から、なくなる位置までドラッグします。</translation>
        </message>
        <message>
            <source>Remove shadows</source>
            <translation>影の除去</translation>
        </message>
        <message>
            <source>Remove shadows that fall on a person.</source>
            <translation>人物に落ちた影を取り除きます。</translation>
        </message>
        <message>
            <source>Style</source>
            <translation>スタイル</translation>
        </message>
        <message>
            <source>Change how hair, skin, lips and other regions look.</source>
            <translation>髪、肌、唇などの見た目を変えます。</translation>
        </message>
        <message>
            <source>Describe</source>
            <translation>言葉で編集</translation>
        </message>
        <message>
            <source>Write what to change.</source>
            <translation>変えたいことを言葉で書きます。</translation>
        </message>
        <message>
            <source>Pose</source>
            <translation>ポーズ</translation>
        </message>
        <message>
            <source>Drag joints, or the ring around the head; Alt lets a bone change its length.</source>
            <translation>関節、または頭のまわりの輪をドラッグします。Alt を押すと骨の長さも変わります。</translation>
        </message>
    </context>
    <context>
        <name>ui::Activity</name>
        <message>
            <source>Cancel</source>
            <translation>キャンセル</translation>
        </message>
        <message>
            <source>Progress</source>
            <translation>進行状況</translation>
        </message>
        <message>
            <source>Opening %1</source>
            <translation>%1 を開いています</translation>
        </message>
        <message>
            <source>Exporting %1</source>
            <translation>%1 を書き出しています</translation>
        </message>
        <message>
            <source>%1 · waiting</source>
            <translation>%1 · 待機中</translation>
        </message>
        <message>
            <source>%1 · loading the model</source>
            <translation>%1 · モデルを読み込み中</translation>
        </message>
        <message>
            <source>%1 · %2 s left</source>
            <translation>%1 · 残り %2 秒</translation>
        </message>
        <message>
            <source>Changing the mask</source>
            <translation>マスクを変更しています</translation>
        </message>
    </context>
    <context>
        <name>ui::BackgroundPicker</name>
        <message>
            <source>Choose a background photo</source>
            <translation>背景の写真を選ぶ</translation>
        </message>
        <message>
            <source>Fit to a background…</source>
            <translation>背景になじませる…</translation>
        </message>
        <message>
            <source>Light the person as if they stood in front of another photo. A photo can also be dropped here.</source>
            <translation>別の写真の前に立っているかのように人物の光を合わせます。ここに写真をドロップすることもできます。</translation>
        </message>
        <message>
            <source>Without a background</source>
            <translation>背景を使わない</translation>
        </message>
        <message>
            <source>Reading %1…</source>
            <translation>%1 を読み込み中…</translation>
        </message>
        <message>
            <source>Background: %1</source>
            <translation>背景: %1</translation>
        </message>
    </context>
    <context>
        <name>ui::BrushStrip</name>
        <message>
            <source>Size</source>
            <translation>サイズ</translation>
        </message>
        <message>
            <source>Hardness</source>
            <translation>硬さ</translation>
        </message>
        <message>
            <source>Opacity</source>
            <translation>不透明度</translation>
        </message>
        <message>
            <source>Flow</source>
            <translation>流量</translation>
        </message>
        <message>
            <source>Smoothing</source>
            <translation>手ぶれ補正</translation>
        </message>
        <message>
            <source>Pressure sets size</source>
            <translation>筆圧でサイズ</translation>
        </message>
        <message>
            <source>Pressure sets opacity</source>
            <translation>筆圧で不透明度</translation>
        </message>
        <message>
            <source>− Subtract</source>
            <translation>− 除く</translation>
        </message>
        <message>
            <source>+ Add</source>
            <translation>+ 加える</translation>
        </message>
        <message>
            <source>Subtract from the mask</source>
            <translation>マスクから除く</translation>
        </message>
        <message>
            <source>Add to the mask or subtract from it (X)</source>
            <translation>マスクに加える・マスクから除く (X)</translation>
        </message>
        <message>
            <source>Flow, smoothing and pen pressure</source>
            <translation>流量、手ぶれ補正、筆圧</translation>
        </message>
    </context>
    <context>
        <name>ui::CanvasView</name>
        <message>
            <source>Photo</source>
            <translation>写真</translation>
        </message>
        <message>
            <source>The photo with its mask. Arrow keys move the view, tools are drawn with the pointer.</source>
            <translation>写真とマスク。矢印キーで表示を移動し、ツールはポインターで描きます。</translation>
        </message>
    </context>
    <context>
        <name>ui::CommandPalette</name>
        <message>
            <source>Type a command</source>
            <translation>コマンドを入力</translation>
        </message>
        <message>
            <source>Commands</source>
            <translation>コマンド</translation>
        </message>
    </context>
    <context>
        <name>ui::DescribePanel</name>
        <message>
            <source>Strength</source>
            <translation>強さ</translation>
        </message>
        <message>
            <source>How far the change may go from the photo.</source>
            <translation>元の写真からどれだけ変えるかを決めます。</translation>
        </message>
        <message>
            <source>More</source>
            <translation>詳細</translation>
        </message>
        <message>
            <source>Guidance</source>
            <translation>ガイダンス</translation>
        </message>
        <message>
            <source>How strongly the words count. Too much looks painted.</source>
            <translation>言葉をどれだけ強く反映するかを決めます。強すぎると絵のようになります。</translation>
        </message>
        <message>
            <source>Steps</source>
            <translation>ステップ数</translation>
        </message>
        <message>
            <source>More steps take longer and may be more exact.</source>
            <translation>ステップ数が多いほど時間がかかり、より正確になることがあります。</translation>
        </message>
        <message>
            <source>Scheduler</source>
            <translation>スケジューラー</translation>
        </message>
        <message>
            <source>How the steps are taken.</source>
            <translation>ステップの進め方です。</translation>
        </message>
        <message>
            <source>The model&apos;s own</source>
            <translation>モデルの標準</translation>
        </message>
        <message>
            <source>Open a photo first.</source>
            <translation>先に写真を開いてください。</translation>
        </message>
        <message>
            <source>Write under the photo what to change. Without a mask, the region is found from your words.</source>
            <translation>変えたいことを写真の下に書きます。マスクがなければ、言葉から範囲が検出されます。</translation>
        </message>
        <message>
            <source>Set the file aside</source>
            <translation>ファイルを脇に置く</translation>
        </message>
    </context>
    <context>
        <name>ui::DescribeWork</name>
        <message>
            <source>Open a photo first.</source>
            <translation>先に写真を開いてください。</translation>
        </message>
        <message>
            <source>Running. Esc cancels.</source>
            <translation>実行中です。Esc でキャンセルします。</translation>
        </message>
        <message>
            <source>Write what to change first.</source>
            <translation>先に、変えたいことを書いてください。</translation>
        </message>
        <message>
            <source>The chosen checkpoint is not there. Choose another model.</source>
            <translation>選択したチェックポイントが見つかりません。別のモデルを選んでください。</translation>
        </message>
    </context>
    <context>
        <name>ui::DonorField</name>
        <message>
            <source>Choose a photo to take the style from</source>
            <translation>スタイルの参照写真を選択</translation>
        </message>
        <message>
            <source>%1 cannot be found in the other photo. Choose another one.</source>
            <translation>もう一方の写真に%1が見つかりません。別の写真を選んでください。</translation>
        </message>
        <message>
            <source>Take style from…</source>
            <translation>スタイルを写し取る…</translation>
        </message>
        <message>
            <source>Change…</source>
            <translation>変更…</translation>
        </message>
        <message>
            <source>Give the region the style of another person&apos;s photo. A photo can also be dropped here.</source>
            <translation>別の人の写真のスタイルをこの部分に写します。ここに写真をドロップすることもできます。</translation>
        </message>
        <message>
            <source>Reading %1…</source>
            <translation>%1 を読み込み中…</translation>
        </message>
        <message>
            <source>Another photo</source>
            <translation>別の写真</translation>
        </message>
        <message>
            <source>or drop one here</source>
            <translation>またはドロップ</translation>
        </message>
        <message>
            <source>%1 has the style of this photo. A click gives it its own back.</source>
            <translation>%1はこの写真のスタイルです。クリックすると元に戻ります。</translation>
        </message>
        <message>
            <source>Give %1 the style of this photo.</source>
            <translation>%1をこの写真のスタイルにします。</translation>
        </message>
        <message>
            <source>Without the other photo</source>
            <translation>参照写真を外す</translation>
        </message>
    </context>
    <context>
        <name>ui::EditRow</name>
        <message>
            <source>Original</source>
            <translation>元の写真</translation>
        </message>
        <message>
            <source>The photo as it was opened</source>
            <translation>開いたときの写真</translation>
        </message>
        <message>
            <source>Show or hide</source>
            <translation>表示・非表示</translation>
        </message>
        <message>
            <source>Show or hide: %1</source>
            <translation>表示・非表示: %1</translation>
        </message>
        <message>
            <source>Opacity</source>
            <translation>不透明度</translation>
        </message>
        <message>
            <source>Opacity: %1</source>
            <translation>不透明度: %1</translation>
        </message>
        <message>
            <source>Run again with the same settings</source>
            <translation>同じ設定で再実行</translation>
        </message>
        <message>
            <source>Run again: %1</source>
            <translation>再実行: %1</translation>
        </message>
        <message>
            <source>Delete this edit</source>
            <translation>この編集を削除</translation>
        </message>
        <message>
            <source>Delete: %1</source>
            <translation>削除: %1</translation>
        </message>
    </context>
    <context>
        <name>ui::EditsPanel</name>
        <message>
            <source>Edits</source>
            <translation>編集履歴</translation>
        </message>
        <message>
            <source>Open a photo first.</source>
            <translation>まず写真を開いてください。</translation>
        </message>
    </context>
    <context>
        <name>ui::ExportDialog</name>
        <message>
            <source>Export as</source>
            <translation>書き出し先</translation>
        </message>
        <message>
            <source>Same as the photo</source>
            <translation>写真と同じ</translation>
        </message>
        <message>
            <source>32 bit (float)</source>
            <translation>32 ビット (浮動小数点)</translation>
        </message>
        <message>
            <source>%1 bit</source>
            <translation>%1 ビット</translation>
        </message>
        <message>
            <source>Choose where to write the file.</source>
            <translation>書き出し先を選んでください。</translation>
        </message>
        <message>
            <source>The name must end in .jpg, .png, .tif or .webp.</source>
            <translation>ファイル名の末尾は .jpg、.png、.tif、.webp のいずれかにしてください。</translation>
        </message>
        <message>
            <source>Export</source>
            <translation>書き出し</translation>
        </message>
        <message>
            <source>File</source>
            <translation>ファイル</translation>
        </message>
        <message>
            <source>Choose…</source>
            <translation>選択…</translation>
        </message>
        <message>
            <source>Choose the file</source>
            <translation>ファイルを選択</translation>
        </message>
        <message>
            <source>Format</source>
            <translation>形式</translation>
        </message>
        <message>
            <source>Bit depth</source>
            <translation>ビット深度</translation>
        </message>
        <message>
            <source>Quality</source>
            <translation>画質</translation>
        </message>
        <message>
            <source>Fit into</source>
            <translation>サイズを制限</translation>
        </message>
        <message>
            <source>Width</source>
            <translation>幅</translation>
        </message>
        <message>
            <source>Height</source>
            <translation>高さ</translation>
        </message>
        <message>
            <source>Colour profile</source>
            <translation>カラープロファイル</translation>
        </message>
        <message>
            <source>Keep the photo&apos;s</source>
            <translation>写真のものを保持</translation>
        </message>
        <message>
            <source>Convert to sRGB</source>
            <translation>sRGB に変換</translation>
        </message>
        <message>
            <source>Keep metadata (EXIF, IPTC, XMP)</source>
            <translation>メタデータを保持 (EXIF、IPTC、XMP)</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>キャンセル</translation>
        </message>
        <message>
            <source>This folder is not there. Choose another one.</source>
            <translation>このフォルダはありません。別のフォルダを選んでください。</translation>
        </message>
    </context>
    <context>
        <name>ui::HelpWindow</name>
        <message>
            <source>Space</source>
            <translation>スペース</translation>
        </message>
        <message>
            <source>Move the photo while held</source>
            <translation>押している間、写真を移動</translation>
        </message>
        <message>
            <source>Brush size</source>
            <translation>ブラシのサイズ</translation>
        </message>
        <message>
            <source>Brush hardness</source>
            <translation>ブラシの硬さ</translation>
        </message>
        <message>
            <source>Brush opacity</source>
            <translation>ブラシの不透明度</translation>
        </message>
        <message>
            <source>Switch between add and subtract</source>
            <translation>加える・除くの切り替え</translation>
        </message>
        <message>
            <source>Help</source>
            <translation>ヘルプ</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>閉じる</translation>
        </message>
        <message>
            <source>Removing a shadow</source>
            <translation>影を取り除く</translation>
        </message>
        <message>
            <source>Open a portrait, press Enter, look at the result in place, press Enter again to apply it. Esc cancels or discards.</source>
            <translation>ポートレートを開いて Enter を押すと、その場に結果が表示されます。もう一度 Enter で適用、Esc でキャンセルまたは破棄します。</translation>
        </message>
        <message>
            <source>Without a mask the person is found automatically. To change only a part, paint it with the brush, or choose a mask tool and click on a part under “Find”.</source>
            <translation>マスクがなければ人物が自動で検出されます。一部だけを変えるには、ブラシで塗るか、マスクのツールを選んで「検出」のパーツをクリックします。</translation>
        </message>
        <message>
            <source>Strength says how much of the shadow goes. Softness avoids drawn edges. Keep shape leaves the broad light that models the face.</source>
            <translation>「強さ」は影を取り除く度合いです。「やわらかさ」は影の縁が残るのを防ぎます。「陰影を残す」は顔の立体感をつくる大きな光を残します。</translation>
        </message>
        <message>
            <source>Fitting a person to a background</source>
            <translation>人物を背景になじませる</translation>
        </message>
        <message>
            <source>Choose “Fit to a background…” or drop a photo on it. The person is lit as if they stood in front of it; the background itself is not put into the picture.</source>
            <translation>「背景になじませる…」を選ぶか、そこに写真をドロップします。その写真の前に立っているかのように人物の光が変わります。背景そのものは合成されません。</translation>
        </message>
        <message>
            <source>Changing how hair, skin or lips look</source>
            <translation>髪、肌、唇などの見た目を変える</translation>
        </message>
        <message>
            <source>Press Y and choose a region. The pointer tries a small picture out on the photo, a click takes it; the sliders below change the region by hand. Several regions make one edit.</source>
            <translation>Y キーを押して部分を選びます。小さな画像にポインターを重ねると写真の上で試せ、クリックで選びます。下のスライダーで細かく調整できます。いくつかの部分を変えても 1 つの編集になります。</translation>
        </message>
        <message>
            <source>“Take style from…” gives the region the style of another person&apos;s photo. “Paint on it” makes the region the mask, so that you can correct where the style changes.</source>
            <translation>「スタイルを写し取る…」で別の人の写真のスタイルを写せます。「範囲を塗り直す」で範囲をマスクにして、変わる場所を直せます。</translation>
        </message>
        <message>
            <source>Edits</source>
            <translation>編集履歴</translation>
        </message>
        <message>
            <source>The original is never changed. Every applied result is one line in Edits: hide it, fade it, run it again, drag it to another place, or delete it.</source>
            <translation>元の写真は変更されません。適用した結果は編集履歴の 1 行になり、隠す、薄くする、再実行する、並べ替える、削除することができます。</translation>
        </message>
        <message>
            <source>A result that waits while you start something else is kept in Jobs and can be shown again.</source>
            <translation>結果を保留したまま別の処理を始めると、その結果は処理キューに残り、あとで表示できます。</translation>
        </message>
        <message>
            <source>Keys</source>
            <translation>キー</translation>
        </message>
        <message>
            <source>About</source>
            <translation>このプログラムについて</translation>
        </message>
        <message>
            <source>Penumbra works on this computer alone: no account, nothing is sent anywhere.</source>
            <translation>Penumbra はこのコンピューターだけで動作します。アカウントは不要で、データはどこにも送信されません。</translation>
        </message>
        <message>
            <source>Earlier and later prompts, in the prompt box</source>
            <translation>以前のプロンプト・新しいプロンプト (プロンプト欄)</translation>
        </message>
        <message>
            <source>Weight of the word at the cursor, in the prompt box</source>
            <translation>カーソル位置の言葉の重み (プロンプト欄)</translation>
        </message>
        <message>
            <source>A new line, in the prompt box</source>
            <translation>改行 (プロンプト欄)</translation>
        </message>
        <message>
            <source>Changing a photo by words</source>
            <translation>言葉で写真を変える</translation>
        </message>
        <message>
            <source>Press D and write under the photo what to change, such as “blond hair”. The region that your words speak of lights up; “Edit mask” lets you paint on it. Enter runs, Enter again applies.</source>
            <translation>D キーを押して、「金髪」のように、変えたいことを写真の下に書きます。言葉に当たる範囲が光って示され、「マスクを編集」で塗り直せます。Enter で実行、もう一度 Enter で適用します。</translation>
        </message>
        <message>
            <source>With ×2 to ×8 several variants are made: the arrow keys show one in place, Enter applies it, Esc drops all. The starter model knows common words of portraits; a checkpoint of your own knows more.</source>
            <translation>×2 から ×8 で複数の候補を作ります。矢印キーでその場に表示し、Enter で適用、Esc ですべて破棄します。スターターはポートレートのよく使う言葉を知っています。ご自身のチェックポイントはさらに多くの言葉を知っています。</translation>
        </message>
    </context>
    <context>
        <name>ui::ImportRow</name>
        <message>
            <source>Progress: %1</source>
            <translation>進行状況: %1</translation>
        </message>
        <message>
            <source>Dismiss</source>
            <translation>閉じる</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>キャンセル</translation>
        </message>
        <message>
            <source>Dismiss: %1</source>
            <translation>閉じる: %1</translation>
        </message>
        <message>
            <source>Cancel: %1</source>
            <translation>キャンセル: %1</translation>
        </message>
        <message>
            <source>waiting</source>
            <translation>待機中</translation>
        </message>
        <message>
            <source>looking at it…</source>
            <translation>確認中…</translation>
        </message>
        <message>
            <source>Every byte is read once, so that a damaged file is found now.</source>
            <translation>破損を見つけるため、ファイル全体を一度読み込みます。</translation>
        </message>
    </context>
    <context>
        <name>ui::ImportRows</name>
        <message>
            <source>Dismiss all that were not taken</source>
            <translation>取り込めなかったものをすべて閉じる</translation>
        </message>
    </context>
    <context>
        <name>ui::JobListModel</name>
        <message>
            <source>%1: %2</source>
            <translation>%1: %2</translation>
        </message>
        <message>
            <source>Paused</source>
            <translation>一時停止中</translation>
        </message>
        <message>
            <source>Waiting</source>
            <translation>待機中</translation>
        </message>
        <message>
            <source>Loading the model…</source>
            <translation>モデルを読み込み中…</translation>
        </message>
        <message>
            <source>Running</source>
            <translation>実行中</translation>
        </message>
        <message>
            <source>Step %1 of %2</source>
            <translation>ステップ %1/%2</translation>
        </message>
        <message>
            <source>%1 · %2 s left</source>
            <translation>%1 · 残り %2 秒</translation>
        </message>
        <message>
            <source>Result kept. Show it again to apply it.</source>
            <translation>結果を保留中。表示して適用できます。</translation>
        </message>
        <message>
            <source>Done</source>
            <translation>完了</translation>
        </message>
        <message>
            <source>Failed</source>
            <translation>失敗</translation>
        </message>
        <message>
            <source>Cancelled</source>
            <translation>キャンセル済み</translation>
        </message>
    </context>
    <context>
        <name>ui::JobsPanel</name>
        <message>
            <source>Jobs</source>
            <translation>処理キュー</translation>
        </message>
        <message>
            <source>Nothing to do.</source>
            <translation>処理はありません。</translation>
        </message>
        <message>
            <source>Resume</source>
            <translation>再開</translation>
        </message>
        <message>
            <source>Pause: no waiting job starts</source>
            <translation>一時停止: 待機中の処理を開始しません</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>キャンセル</translation>
        </message>
        <message>
            <source>Retry</source>
            <translation>再試行</translation>
        </message>
        <message>
            <source>Show this result again</source>
            <translation>この結果をもう一度表示</translation>
        </message>
        <message>
            <source>Run earlier</source>
            <translation>順番を早める</translation>
        </message>
        <message>
            <source>Run later</source>
            <translation>順番を遅らせる</translation>
        </message>
        <message>
            <source>Clear finished</source>
            <translation>終わった処理を消去</translation>
        </message>
    </context>
    <context>
        <name>ui::JointFields</name>
        <message>
            <source>Joint</source>
            <translation>関節</translation>
        </message>
        <message>
            <source>The joint that the numbers are about. On the photo Tab goes to the next one.</source>
            <translation>数値で位置を決める関節です。写真の上では Tab で次の関節に移ります。</translation>
        </message>
        <message>
            <source>Joint, from the left</source>
            <translation>関節の位置（左から）</translation>
        </message>
        <message>
            <source>Joint, from the top</source>
            <translation>関節の位置（上から）</translation>
        </message>
        <message>
            <source>%1 (hidden)</source>
            <translation>%1（非表示）</translation>
        </message>
        <message>
            <source>%1 (not found)</source>
            <translation>%1（未検出）</translation>
        </message>
        <message>
            <source>Hide</source>
            <translation>非表示</translation>
        </message>
        <message>
            <source>Bring back</source>
            <translation>再表示</translation>
        </message>
        <message>
            <source>%1 joints are selected and move together.</source>
            <translation>%1 個の関節を選択中です。いっしょに動きます。</translation>
        </message>
        <message>
            <source>Hidden: it moves along with what it hangs on.</source>
            <translation>非表示です。つながっている部分といっしょに動きます。</translation>
        </message>
        <message>
            <source>Not found in the photo: it moves along with what it hangs on.</source>
            <translation>写真から検出できませんでした。つながっている部分といっしょに動きます。</translation>
        </message>
        <message>
            <source>People do not have this joint here.</source>
            <translation>人の関節としては不自然な位置です。</translation>
        </message>
        <message>
            <source>Turn</source>
            <translation>回転</translation>
        </message>
        <message>
            <source>Scale</source>
            <translation>倍率</translation>
        </message>
        <message>
            <source>Turn the selected joints</source>
            <translation>選択した関節の回転</translation>
        </message>
        <message>
            <source>Turn the selected joints clockwise by so many degrees.</source>
            <translation>選択した関節を時計回りに、入力した角度だけ回転します。</translation>
        </message>
        <message>
            <source>Scale the selected joints</source>
            <translation>選択した関節の倍率</translation>
        </message>
        <message>
            <source>Move the selected joints apart, or below 100 % together.</source>
            <translation>選択した関節の間隔を広げます。100 % 未満では狭めます。</translation>
        </message>
    </context>
    <context>
        <name>ui::LoraRow</name>
        <message>
            <source>Scale</source>
            <translation>強さ</translation>
        </message>
        <message>
            <source>1 is as it was trained; a double click goes back to it.</source>
            <translation>1 が学習時の強さです。ダブルクリックで 1 に戻ります。</translation>
        </message>
    </context>
    <context>
        <name>ui::MainWindow</name>
        <message>
            <source>Exported to %1</source>
            <translation>%1 に書き出しました</translation>
        </message>
        <message>
            <source>Mask</source>
            <translation>マスク</translation>
        </message>
        <message>
            <source>Edits</source>
            <translation>編集履歴</translation>
        </message>
        <message>
            <source>Jobs</source>
            <translation>処理キュー</translation>
        </message>
        <message>
            <source>Compare</source>
            <translation>比較</translation>
        </message>
        <message>
            <source>Hold to see the photo before the edits</source>
            <translation>押している間、編集前の写真を表示します</translation>
        </message>
        <message>
            <source>Zoom</source>
            <translation>ズーム</translation>
        </message>
        <message>
            <source>Photo</source>
            <translation>写真</translation>
        </message>
        <message>
            <source>Tools</source>
            <translation>ツール</translation>
        </message>
        <message>
            <source>Tool bar</source>
            <translation>ツールバー</translation>
        </message>
        <message>
            <source>Open a photo</source>
            <translation>写真を開く</translation>
        </message>
        <message>
            <source>Photos (%1)</source>
            <translation>写真 (%1)</translation>
        </message>
        <message>
            <source>All files (*)</source>
            <translation>すべてのファイル (*)</translation>
        </message>
        <message>
            <source>Export</source>
            <translation>書き出し</translation>
        </message>
        <message>
            <source>This is the original photo. Write over it?</source>
            <translation>これは元の写真です。上書きしますか？</translation>
        </message>
        <message>
            <source>“%1” already exists. Write over it?</source>
            <translation>「%1」はすでにあります。上書きしますか？</translation>
        </message>
        <message>
            <source>Write over</source>
            <translation>上書き</translation>
        </message>
        <message>
            <source>Choose another name</source>
            <translation>別の名前にする</translation>
        </message>
        <message>
            <source>Save mask</source>
            <translation>マスクを保存</translation>
        </message>
        <message>
            <source>Load mask</source>
            <translation>マスクを読み込む</translation>
        </message>
        <message>
            <source>“%1” is still being written. Stopping now leaves no file, and the edits are lost.</source>
            <translation>「%1」を書き出しています。中止するとファイルは残らず、編集内容も失われます。</translation>
        </message>
        <message>
            <source>Wait, then close</source>
            <translation>完了を待って閉じる</translation>
        </message>
        <message>
            <source>Stop and close</source>
            <translation>中止して閉じる</translation>
        </message>
        <message>
            <source>Back</source>
            <translation>戻る</translation>
        </message>
        <message>
            <source>Unsaved edits</source>
            <translation>書き出していない編集</translation>
        </message>
        <message>
            <source>The edits of this photo have not been exported and will be lost.</source>
            <translation>この写真の編集はまだ書き出されていません。このままでは失われます。</translation>
        </message>
        <message>
            <source>Leave without exporting</source>
            <translation>書き出さずに続ける</translation>
        </message>
        <message>
            <source>Export…</source>
            <translation>書き出し…</translation>
        </message>
        <message>
            <source>Stay</source>
            <translation>戻る</translation>
        </message>
        <message>
            <source>Models</source>
            <translation>モデル</translation>
        </message>
    </context>
    <context>
        <name>ui::MaskPanel</name>
        <message>
            <source>Find</source>
            <translation>検出</translation>
        </message>
        <message>
            <source>Person</source>
            <translation>人物</translation>
        </message>
        <message>
            <source>Face</source>
            <translation>顔</translation>
        </message>
        <message>
            <source>Skin</source>
            <translation>肌</translation>
        </message>
        <message>
            <source>Hair</source>
            <translation>髪</translation>
        </message>
        <message>
            <source>Lips</source>
            <translation>唇</translation>
        </message>
        <message>
            <source>Eyes</source>
            <translation>目</translation>
        </message>
        <message>
            <source>Brows</source>
            <translation>眉</translation>
        </message>
        <message>
            <source>Clothes</source>
            <translation>服</translation>
        </message>
        <message>
            <source>Background</source>
            <translation>背景</translation>
        </message>
        <message>
            <source>Find %1</source>
            <translation>%1を検出</translation>
        </message>
        <message>
            <source>Click adds to the mask, Alt+click takes away.</source>
            <translation>クリックでマスクに加え、Alt+クリックで除きます。</translation>
        </message>
        <message>
            <source>Open a photo first.</source>
            <translation>まず写真を開いてください。</translation>
        </message>
        <message>
            <source>Looking for the face and its parts…</source>
            <translation>顔とパーツを検出しています…</translation>
        </message>
        <message>
            <source>No parts found. Paint the region with the brush.</source>
            <translation>パーツが見つかりません。ブラシで範囲を塗ってください。</translation>
        </message>
        <message>
            <source>No face found. Paint the region with the brush.</source>
            <translation>顔が見つかりません。ブラシで範囲を塗ってください。</translation>
        </message>
        <message>
            <source>Working…</source>
            <translation>処理中…</translation>
        </message>
    </context>
    <context>
        <name>ui::MaskWork</name>
        <message>
            <source>Invert mask</source>
            <translation>マスクを反転</translation>
        </message>
        <message>
            <source>Clear mask</source>
            <translation>マスクを消去</translation>
        </message>
        <message>
            <source>Feather mask</source>
            <translation>マスクをぼかす</translation>
        </message>
        <message>
            <source>Grow mask</source>
            <translation>マスクを広げる</translation>
        </message>
        <message>
            <source>Shrink mask</source>
            <translation>マスクを縮める</translation>
        </message>
        <message>
            <source>Subtract from mask</source>
            <translation>マスクから除く</translation>
        </message>
        <message>
            <source>Add to mask</source>
            <translation>マスクに加える</translation>
        </message>
        <message>
            <source>Load mask</source>
            <translation>マスクを読み込む</translation>
        </message>
        <message>
            <source>Edit found mask</source>
            <translation>検出したマスクを編集</translation>
        </message>
    </context>
    <context>
        <name>ui::ModelChoice</name>
        <message>
            <source>Model</source>
            <translation>モデル</translation>
        </message>
        <message>
            <source>Checkpoint</source>
            <translation>チェックポイント</translation>
        </message>
        <message>
            <source>Choose one…</source>
            <translation>選んでください…</translation>
        </message>
        <message>
            <source>The checkpoint of your own that draws. Describe uses the same one.</source>
            <translation>描き直しに使う、ご自身のチェックポイントです。「言葉で編集」でも同じものを使います。</translation>
        </message>
        <message>
            <source>The starter knows a few hundred words of portraits and needs no graphics card. A checkpoint of your own knows far more and takes longer.</source>
            <translation>スターターはポートレートの言葉を数百語知っていて、グラフィックカードなしで動きます。ご自身のチェックポイントははるかに多くの言葉を知っていますが、時間がかかります。</translation>
        </message>
        <message>
            <source>Starter</source>
            <translation>スターター</translation>
        </message>
        <message>
            <source>Not found: %1</source>
            <translation>見つかりません: %1</translation>
        </message>
        <message>
            <source>Import a checkpoint…</source>
            <translation>チェックポイントを取り込む…</translation>
        </message>
        <message>
            <source>No LoRA is on.</source>
            <translation>オンの LoRA はありません。</translation>
        </message>
        <message>
            <source>LoRAs: %1</source>
            <translation>LoRA: %1</translation>
        </message>
        <message>
            <source>Choose LoRAs…</source>
            <translation>LoRA を選ぶ…</translation>
        </message>
    </context>
    <context>
        <name>ui::ModelDetails</name>
        <message>
            <source>Kind</source>
            <translation>種類</translation>
        </message>
        <message>
            <source>Base</source>
            <translation>ベース</translation>
        </message>
        <message>
            <source>Size</source>
            <translation>サイズ</translation>
        </message>
        <message>
            <source>Precision</source>
            <translation>精度</translation>
        </message>
        <message>
            <source>Licence</source>
            <translation>ライセンス</translation>
        </message>
        <message>
            <source>Hash</source>
            <translation>ハッシュ</translation>
        </message>
        <message>
            <source>File</source>
            <translation>ファイル</translation>
        </message>
        <message>
            <source>Not stated in the file</source>
            <translation>ファイルに記載なし</translation>
        </message>
        <message>
            <source>Copy</source>
            <translation>コピー</translation>
        </message>
        <message>
            <source>Copy the SHA-256 of %1</source>
            <translation>%1 の SHA-256 をコピー</translation>
        </message>
        <message>
            <source>Remove from the library…</source>
            <translation>ライブラリから取り除く…</translation>
        </message>
    </context>
    <context>
        <name>ui::ModelsPanel</name>
        <message>
            <source>“%1” was not removed.</source>
            <translation>「%1」を取り除けませんでした。</translation>
        </message>
        <message>
            <source>Import model files</source>
            <translation>モデルファイルを取り込む</translation>
        </message>
        <message>
            <source>Models (%1)</source>
            <translation>モデル (%1)</translation>
        </message>
        <message>
            <source>All files (*)</source>
            <translation>すべてのファイル (*)</translation>
        </message>
        <message>
            <source>Import a model folder</source>
            <translation>モデルフォルダを取り込む</translation>
        </message>
        <message>
            <source>Remove “%1” from the library? The linked file stays where it is.</source>
            <translation>「%1」をライブラリから取り除きますか？リンク先のファイルは元の場所に残ります。</translation>
        </message>
        <message>
            <source>Delete “%1” from the library? It is a copy; a file that it was made from stays where it is.</source>
            <translation>「%1」をライブラリから削除しますか？これはコピーです。コピー元のファイルには影響しません。</translation>
        </message>
        <message>
            <source>Remove</source>
            <translation>取り除く</translation>
        </message>
        <message>
            <source>Delete</source>
            <translation>削除</translation>
        </message>
        <message>
            <source>“%1” is no longer in the library. The file itself is still where it was.</source>
            <translation>「%1」をライブラリから取り除きました。ファイル自体は元の場所に残っています。</translation>
        </message>
        <message>
            <source>Models</source>
            <translation>モデル</translation>
        </message>
        <message>
            <source>Import files…</source>
            <translation>ファイルを取り込む…</translation>
        </message>
        <message>
            <source>Safetensors files: checkpoints, LoRAs, ControlNets, textual inversions</source>
            <translation>safetensors 形式のファイル: チェックポイント、LoRA、ControlNet、Textual Inversion</translation>
        </message>
        <message>
            <source>Import a folder…</source>
            <translation>フォルダを取り込む…</translation>
        </message>
        <message>
            <source>A model as a folder, as diffusers writes it</source>
            <translation>diffusers 形式のフォルダのモデル</translation>
        </message>
        <message>
            <source>Importing</source>
            <translation>取り込み方法</translation>
        </message>
        <message>
            <source>links to the file</source>
            <translation>ファイルへリンク</translation>
        </message>
        <message>
            <source>copies the file</source>
            <translation>ファイルをコピー</translation>
        </message>
        <message>
            <source>A link takes no space, but the file must stay where it is. A copy lies in the library and takes its full size again.</source>
            <translation>リンクは容量をとりませんが、元のファイルを移動すると使えなくなります。コピーはライブラリに保存され、ファイルと同じ容量を使います。</translation>
        </message>
        <message>
            <source>Drop model files or folders here</source>
            <translation>モデルのファイルやフォルダをここにドロップ</translation>
        </message>
        <message>
            <source>Stable Diffusion checkpoints (1.x, 2.x, SDXL) make new pixels from words. LoRAs add a style or a subject to them, ControlNets hold a pose or an outline.

Removing shadows needs none of this: the program brings its own networks.</source>
            <translation>Stable Diffusion のチェックポイント (1.x、2.x、SDXL) は言葉から画像を作ります。LoRA は画風や被写体を加え、ControlNet はポーズや輪郭を保ちます。

影の除去には必要ありません。専用のネットワークがプログラムに付属しています。</translation>
        </message>
        <message>
            <source>Installed models</source>
            <translation>インストール済みのモデル</translation>
        </message>
        <message>
            <source>What works with what</source>
            <translation>使用するモデル</translation>
        </message>
    </context>
    <context>
        <name>ui::NoticeBar</name>
        <message>
            <source>Hide details</source>
            <translation>詳細を隠す</translation>
        </message>
        <message>
            <source>Show details</source>
            <translation>詳細を表示</translation>
        </message>
        <message>
            <source>Copy</source>
            <translation>コピー</translation>
        </message>
        <message>
            <source>Dismiss</source>
            <translation>閉じる</translation>
        </message>
        <message>
            <source>Details</source>
            <translation>詳細</translation>
        </message>
    </context>
    <context>
        <name>ui::PanelTitle</name>
        <message>
            <source>Float or dock this panel</source>
            <translation>パネルを切り離す・戻す</translation>
        </message>
        <message>
            <source>Float or dock: %1</source>
            <translation>切り離す・戻す: %1</translation>
        </message>
        <message>
            <source>Close this panel</source>
            <translation>パネルを閉じる</translation>
        </message>
        <message>
            <source>Close: %1</source>
            <translation>閉じる: %1</translation>
        </message>
    </context>
    <context>
        <name>ui::PictureOverlay</name>
        <message>
            <source>Preview %1/%2</source>
            <translation>プレビュー %1/%2</translation>
        </message>
    </context>
    <context>
        <name>ui::PoseLibrary</name>
        <message>
            <source>There is no memory for the saved poses. Close other programs and try again.</source>
            <translation>メモリーが足りないため、保存したポーズを読み込めません。ほかのプログラムを閉じて、もう一度お試しください。</translation>
        </message>
        <message>
            <source>“%1” could not be saved. Make room on the disk, or allow writing to %2.</source>
            <translation>「%1」を保存できませんでした。ディスクの空き容量と、%2 への書き込み権限を確認してください。</translation>
        </message>
        <message>
            <source>“%1” could not be removed. Allow writing to %2.</source>
            <translation>「%1」を削除できませんでした。%2 への書き込み権限を確認してください。</translation>
        </message>
        <message>
            <source>“%1” shows too little of what this photo shows. Choose another pose.</source>
            <translation>「%1」には、この写真の人物と共通する関節が足りません。別のポーズを選んでください。</translation>
        </message>
        <message>
            <source>“%1” is damaged, or no pose of one person, and is left out.</source>
            <translation>「%1」は破損しているか、1 人のポーズではないため、一覧に含まれていません。</translation>
        </message>
        <message>
            <source>%1 files are damaged, or no poses of one person, and are left out.</source>
            <translation>%1 個のファイルは破損しているか、1 人のポーズではないため、一覧に含まれていません。</translation>
        </message>
    </context>
    <context>
        <name>ui::PosePanel</name>
        <message>
            <source>Head</source>
            <translation>頭</translation>
        </message>
        <message>
            <source>Turn</source>
            <translation>左右の向き</translation>
        </message>
        <message>
            <source>To the left or right of the picture.</source>
            <translation>写真の左または右に向けます。</translation>
        </message>
        <message>
            <source>Nod</source>
            <translation>上下の向き</translation>
        </message>
        <message>
            <source>Up or down.</source>
            <translation>上または下に向けます。</translation>
        </message>
        <message>
            <source>Tilt</source>
            <translation>傾き</translation>
        </message>
        <message>
            <source>Towards one shoulder or the other.</source>
            <translation>左右どちらかの肩のほうへ傾けます。</translation>
        </message>
        <message>
            <source>Joints</source>
            <translation>関節</translation>
        </message>
        <message>
            <source>A joint in numbers</source>
            <translation>関節を数値で</translation>
        </message>
        <message>
            <source>Saved poses and files</source>
            <translation>保存したポーズとファイル</translation>
        </message>
        <message>
            <source>Draw anew</source>
            <translation>描き直す</translation>
        </message>
        <message>
            <source>Keep bone length</source>
            <translation>骨の長さを保つ</translation>
        </message>
        <message>
            <source>Limbs bend and keep their length. Alt while dragging lets a joint move freely.</source>
            <translation>手足は長さを保ったまま曲がります。Alt を押しながらドラッグすると、関節だけを自由に動かせます。</translation>
        </message>
        <message>
            <source>Mirror</source>
            <translation>左右反転</translation>
        </message>
        <message>
            <source>Exchange left and right.</source>
            <translation>左右を入れ替えます。</translation>
        </message>
        <message>
            <source>Symmetrise</source>
            <translation>左右をそろえる</translation>
        </message>
        <message>
            <source>Make both sides alike and turn the head to the front.</source>
            <translation>左右を同じ形にそろえ、頭を正面に向けます。</translation>
        </message>
        <message>
            <source>Reset pose</source>
            <translation>ポーズをリセット</translation>
        </message>
        <message>
            <source>Back to the pose of the photo.</source>
            <translation>写真のもとのポーズに戻します。</translation>
        </message>
        <message>
            <source>Import pose</source>
            <translation>ポーズを読み込む</translation>
        </message>
        <message>
            <source>Export pose</source>
            <translation>ポーズを書き出す</translation>
        </message>
        <message>
            <source>Import pose…</source>
            <translation>ポーズを読み込む…</translation>
        </message>
        <message>
            <source>Put the joints where a file in OpenPose&apos;s form has them. It can also be dropped on the photo.</source>
            <translation>OpenPose 形式のファイルにある位置へ関節を移します。ファイルを写真の上にドロップすることもできます。</translation>
        </message>
        <message>
            <source>Export pose…</source>
            <translation>ポーズを書き出す…</translation>
        </message>
        <message>
            <source>Write the joints into a file in OpenPose&apos;s form.</source>
            <translation>関節の位置を OpenPose 形式のファイルに書き出します。</translation>
        </message>
        <message>
            <source>Snap to plausible</source>
            <translation>自然なポーズへ補正</translation>
        </message>
        <message>
            <source>Joints with a warning sign go where people have them.</source>
            <translation>警告の付いた関節を、人体として自然な位置へ動かします。</translation>
        </message>
        <message>
            <source>Try again</source>
            <translation>再試行</translation>
        </message>
        <message>
            <source>Whose pose is changed. What was changed on the face before is applied.</source>
            <translation>だれのポーズを変えるかを選びます。それまでの顔の変更は適用されます。</translation>
        </message>
    </context>
    <context>
        <name>ui::PoseShelf</name>
        <message>
            <source>Pose %1</source>
            <translation>ポーズ %1</translation>
        </message>
        <message>
            <source>Saved poses</source>
            <translation>保存したポーズ</translation>
        </message>
        <message>
            <source>Arrow keys go through them, Space takes one over.</source>
            <translation>矢印キーで移動し、スペースキーで写真に当てはめます。</translation>
        </message>
        <message>
            <source>Save pose…</source>
            <translation>ポーズを保存…</translation>
        </message>
        <message>
            <source>Keep this pose under a name, for this photo and others.</source>
            <translation>このポーズに名前を付けて保存し、ほかの写真でも使えるようにします。</translation>
        </message>
        <message>
            <source>Name of the pose</source>
            <translation>ポーズの名前</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>キャンセル</translation>
        </message>
        <message>
            <source>Remove</source>
            <translation>削除</translation>
        </message>
        <message>
            <source>Bring back</source>
            <translation>削除を取り消す</translation>
        </message>
        <message>
            <source>Remove the chosen pose from the list.</source>
            <translation>選択したポーズを一覧から削除します。</translation>
        </message>
        <message>
            <source>Bring “%1” back.</source>
            <translation>「%1」を一覧に戻します。</translation>
        </message>
        <message>
            <source>No pose has been saved yet. A saved pose can be used on every photo.</source>
            <translation>保存したポーズはまだありません。保存すると、どの写真にも使えます。</translation>
        </message>
        <message>
            <source>Replace</source>
            <translation>置き換え</translation>
        </message>
        <message>
            <source>Save</source>
            <translation>保存</translation>
        </message>
        <message>
            <source>The pose of this name is replaced.</source>
            <translation>同じ名前のポーズを置き換えます。</translation>
        </message>
    </context>
    <context>
        <name>ui::PoseWork</name>
        <message>
            <source>Open a photo first.</source>
            <translation>先に写真を開いてください。</translation>
        </message>
        <message>
            <source>No face was found in this photo, so there is nobody to pose.</source>
            <translation>この写真には顔が見つからないため、ポーズを変えられません。</translation>
        </message>
        <message>
            <source>Looking for the person…</source>
            <translation>人物を探しています…</translation>
        </message>
        <message>
            <source>Running. Esc cancels.</source>
            <translation>実行中です。Esc でキャンセルします。</translation>
        </message>
    </context>
    <context>
        <name>ui::PromptBox</name>
        <message>
            <source>Describe the change: blond hair, red lips, warmer light…</source>
            <translation>変えたいことを書いてください: 金髪、赤い唇、暖かい光…</translation>
        </message>
        <message>
            <source>Prompt</source>
            <translation>プロンプト</translation>
        </message>
        <message>
            <source>Enter runs, Shift+Enter starts a line, Up and Down go through earlier prompts, Ctrl+Up and Ctrl+Down change the weight of a word.</source>
            <translation>Enter で実行、Shift+Enter で改行、上下の矢印キーで以前のプロンプト、Ctrl+上下の矢印キーで言葉の重みを変えます。</translation>
        </message>
        <message>
            <source>Templates</source>
            <translation>テンプレート</translation>
        </message>
        <message>
            <source>Words to pick from a list</source>
            <translation>一覧から言葉を選ぶ</translation>
        </message>
        <message>
            <source>How many variants one run makes</source>
            <translation>1 回の実行で作る候補の数</translation>
        </message>
        <message>
            <source>Variants</source>
            <translation>候補</translation>
        </message>
        <message>
            <source>Run with new seeds</source>
            <translation>新しいシードで実行</translation>
        </message>
        <message>
            <source>Run  ⏎</source>
            <translation>実行  ⏎</translation>
        </message>
        <message>
            <source>Run</source>
            <translation>実行</translation>
        </message>
        <message>
            <source>Edit mask</source>
            <translation>マスクを編集</translation>
        </message>
        <message>
            <source>Make the found region the mask and paint on it</source>
            <translation>検出した範囲をマスクにして、塗り直す</translation>
        </message>
        <message>
            <source>Choose another model…</source>
            <translation>別のモデルを選ぶ…</translation>
        </message>
        <message>
            <source>Negative prompt</source>
            <translation>除外プロンプト</translation>
        </message>
        <message>
            <source>What to keep away from</source>
            <translation>避けたいもの</translation>
        </message>
        <message>
            <source>Change the photo as described (Enter)</source>
            <translation>言葉のとおりに写真を変える (Enter)</translation>
        </message>
        <message>
            <source>%1 of %2 tokens</source>
            <translation>トークン %1 / %2</translation>
        </message>
        <message>
            <source>%1 tokens</source>
            <translation>トークン %1</translation>
        </message>
        <message>
            <source>Region: becoming the mask…</source>
            <translation>範囲: マスクにしています…</translation>
        </message>
        <message>
            <source>Region: the painted mask</source>
            <translation>範囲: 塗ったマスク</translation>
        </message>
        <message>
            <source>Region: found from your words</source>
            <translation>範囲: 言葉から検出</translation>
        </message>
        <message>
            <source>Region: looking for it…</source>
            <translation>範囲: 検出しています…</translation>
        </message>
        <message>
            <source>No region found for these words.</source>
            <translation>この言葉に当たる範囲が見つかりません。</translation>
        </message>
        <message>
            <source>That was longer than a prompt can be: only the first %1 characters were taken.</source>
            <translation>プロンプトには長すぎます。最初の %1 文字だけを使います。</translation>
        </message>
        <message>
            <source>The starter model ignores weights. They count with a checkpoint.</source>
            <translation>スターターでは言葉の重みは働きません。チェックポイントで使えます。</translation>
        </message>
        <message>
            <source>“%1”</source>
            <translation>「%1」</translation>
        </message>
        <message>
            <source>, </source>
            <translation>、</translation>
        </message>
        <message>
            <source>%1 and %2 more words</source>
            <translation>%1 ほか %2 語</translation>
        </message>
        <message>
            <source>The starter model does not know %1.</source>
            <translation>スターターは %1 を知りません。</translation>
        </message>
        <message>
            <source>The model does not know %1.</source>
            <translation>このモデルは %1 を知りません。</translation>
        </message>
        <message>
            <source>Too long: %1 tokens, and only the first %2 count. Say it in fewer words.</source>
            <translation>長すぎます: %1 トークンのうち、最初の %2 だけが働きます。短く言い換えてください。</translation>
        </message>
    </context>
    <context>
        <name>ui::RadiusPopup</name>
        <message>
            <source>Radius</source>
            <translation>半径</translation>
        </message>
        <message>
            <source>Apply</source>
            <translation>適用</translation>
        </message>
    </context>
    <context>
        <name>ui::ResultBar</name>
        <message>
            <source>Result</source>
            <translation>結果</translation>
        </message>
        <message>
            <source>✓ Apply  ⏎</source>
            <translation>✓ 適用  ⏎</translation>
        </message>
        <message>
            <source>Apply</source>
            <translation>適用</translation>
        </message>
        <message>
            <source>Keep this result (Enter)</source>
            <translation>この結果を適用します (Enter)</translation>
        </message>
        <message>
            <source>Discard</source>
            <translation>破棄</translation>
        </message>
        <message>
            <source>Drop this result (Esc)</source>
            <translation>この結果を破棄します (Esc)</translation>
        </message>
        <message>
            <source>Compare</source>
            <translation>比較</translation>
        </message>
        <message>
            <source>Hold to see the photo without this result (C)</source>
            <translation>押している間、適用前の写真を表示します (C)</translation>
        </message>
    </context>
    <context>
        <name>ui::SeedField</name>
        <message>
            <source>Seed</source>
            <translation>シード</translation>
        </message>
        <message>
            <source>The same seed gives the same result.</source>
            <translation>同じシードなら同じ結果になります。</translation>
        </message>
        <message>
            <source>Keep this seed for the next run</source>
            <translation>次の実行でもこのシードを使う</translation>
        </message>
        <message>
            <source>Lock seed</source>
            <translation>シードを固定</translation>
        </message>
        <message>
            <source>Another seed</source>
            <translation>別のシード</translation>
        </message>
    </context>
    <context>
        <name>ui::SettingsDialog</name>
        <message>
            <source>Settings</source>
            <translation>設定</translation>
        </message>
        <message>
            <source>General</source>
            <translation>一般</translation>
        </message>
        <message>
            <source>Performance</source>
            <translation>パフォーマンス</translation>
        </message>
        <message>
            <source>Shortcuts</source>
            <translation>ショートカット</translation>
        </message>
        <message>
            <source>Language</source>
            <translation>言語</translation>
        </message>
        <message>
            <source>Theme</source>
            <translation>テーマ</translation>
        </message>
        <message>
            <source>Around the photo</source>
            <translation>写真の周囲</translation>
        </message>
        <message>
            <source>Mask colour</source>
            <translation>マスクの色</translation>
        </message>
        <message>
            <source>Mask opacity</source>
            <translation>マスクの不透明度</translation>
        </message>
        <message>
            <source>Dark</source>
            <translation>ダーク</translation>
        </message>
        <message>
            <source>Light</source>
            <translation>ライト</translation>
        </message>
        <message>
            <source>Black</source>
            <translation>黒</translation>
        </message>
        <message>
            <source>Dark grey</source>
            <translation>濃いグレー</translation>
        </message>
        <message>
            <source>18 % grey</source>
            <translation>18 % グレー</translation>
        </message>
        <message>
            <source>Light grey</source>
            <translation>明るいグレー</translation>
        </message>
        <message>
            <source>White</source>
            <translation>白</translation>
        </message>
        <message>
            <source>Red</source>
            <translation>赤</translation>
        </message>
        <message>
            <source>Green</source>
            <translation>緑</translation>
        </message>
        <message>
            <source>Blue</source>
            <translation>青</translation>
        </message>
        <message>
            <source>Yellow</source>
            <translation>黄</translation>
        </message>
        <message>
            <source>Magenta</source>
            <translation>マゼンタ</translation>
        </message>
        <message>
            <source>Compute on</source>
            <translation>計算に使う装置</translation>
        </message>
        <message>
            <source>Precision</source>
            <translation>精度</translation>
        </message>
        <message>
            <source>Threads</source>
            <translation>スレッド数</translation>
        </message>
        <message>
            <source>Memory for models</source>
            <translation>モデル用メモリー</translation>
        </message>
        <message>
            <source>Automatic</source>
            <translation>自動</translation>
        </message>
        <message>
            <source>Processor (CPU)</source>
            <translation>プロセッサー (CPU)</translation>
        </message>
        <message>
            <source>Graphics card (CUDA)</source>
            <translation>グラフィックボード (CUDA)</translation>
        </message>
        <message>
            <source>32 bit (exact)</source>
            <translation>32 ビット (正確)</translation>
        </message>
        <message>
            <source>16 bit (bfloat)</source>
            <translation>16 ビット (bfloat)</translation>
        </message>
        <message>
            <source>16 bit (half)</source>
            <translation>16 ビット (half)</translation>
        </message>
        <message>
            <source> MB</source>
            <translation> MB</translation>
        </message>
        <message>
            <source>Takes effect with the next job.</source>
            <translation>次の処理から有効になります。</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>閉じる</translation>
        </message>
    </context>
    <context>
        <name>ui::ShadowsPanel</name>
        <message>
            <source>Strength</source>
            <translation>強さ</translation>
        </message>
        <message>
            <source>Softness</source>
            <translation>やわらかさ</translation>
        </message>
        <message>
            <source>Keep shape</source>
            <translation>陰影を残す</translation>
        </message>
        <message>
            <source>How much of the shadow is taken away.</source>
            <translation>影をどれだけ取り除くか。</translation>
        </message>
        <message>
            <source>How far the change is smoothed, so that no edge of a shadow stays drawn.</source>
            <translation>影の縁が残らないように、変化をどれだけなめらかにするか。</translation>
        </message>
        <message>
            <source>How much of the broad light that models the face stays.</source>
            <translation>顔の立体感をつくる大きな光をどれだけ残すか。</translation>
        </message>
        <message>
            <source>More</source>
            <translation>詳細設定</translation>
        </message>
        <message>
            <source>Steps</source>
            <translation>ステップ数</translation>
        </message>
        <message>
            <source>More steps take longer and may be more exact.</source>
            <translation>増やすと時間がかかりますが、より正確になることがあります。</translation>
        </message>
        <message>
            <source>Harmonise  ⏎</source>
            <translation>背景になじませる  ⏎</translation>
        </message>
        <message>
            <source>Remove shadows  ⏎</source>
            <translation>影の除去  ⏎</translation>
        </message>
        <message>
            <source>Harmonise</source>
            <translation>背景になじませる</translation>
        </message>
        <message>
            <source>Remove shadows</source>
            <translation>影の除去</translation>
        </message>
        <message>
            <source>Region: the painted mask</source>
            <translation>範囲: 描いたマスク</translation>
        </message>
        <message>
            <source>Region: the person, found automatically</source>
            <translation>範囲: 人物 (自動検出)</translation>
        </message>
        <message>
            <source>Open a photo first.</source>
            <translation>まず写真を開いてください。</translation>
        </message>
        <message>
            <source>Running. Esc cancels.</source>
            <translation>実行中です。Esc でキャンセルします。</translation>
        </message>
        <message>
            <source>Reading the background…</source>
            <translation>背景を読み込み中…</translation>
        </message>
        <message>
            <source>Region: the largest of %1 faces. Paint a mask for another.</source>
            <translation>範囲: %1 人のうち最も大きい顔。別の人はマスクを塗ってください。</translation>
        </message>
    </context>
    <context>
        <name>ui::ShortcutsPage</name>
        <message>
            <source>%1 already belongs to “%2”.</source>
            <translation>%1 はすでに「%2」で使われています。</translation>
        </message>
        <message>
            <source>Search commands and keys</source>
            <translation>コマンドとキーを検索</translation>
        </message>
        <message>
            <source>Command</source>
            <translation>コマンド</translation>
        </message>
        <message>
            <source>Keys</source>
            <translation>キー</translation>
        </message>
        <message>
            <source>Shortcuts</source>
            <translation>ショートカット</translation>
        </message>
        <message>
            <source>Keys:</source>
            <translation>キー:</translation>
        </message>
        <message>
            <source>Remove</source>
            <translation>削除</translation>
        </message>
        <message>
            <source>Reset all</source>
            <translation>すべて初期値に戻す</translation>
        </message>
    </context>
    <context>
        <name>ui::SplitHandle</name>
        <message>
            <source>Divider between before and after</source>
            <translation>適用前と適用後の境界</translation>
        </message>
        <message>
            <source>Left and right arrow keys move it.</source>
            <translation>左右の矢印キーで動かします。</translation>
        </message>
    </context>
    <context>
        <name>ui::StartPage</name>
        <message>
            <source>Open %1</source>
            <translation>%1 を開く</translation>
        </message>
        <message>
            <source>Start</source>
            <translation>スタート</translation>
        </message>
        <message>
            <source>Drop a portrait here</source>
            <translation>ここにポートレートをドロップ</translation>
        </message>
        <message>
            <source>JPEG, PNG, TIFF, WebP or RAW. Everything stays on this computer.</source>
            <translation>JPEG、PNG、TIFF、WebP、RAW に対応。データはこのコンピューターの外に出ません。</translation>
        </message>
        <message>
            <source>Open a photo…</source>
            <translation>写真を開く…</translation>
        </message>
        <message>
            <source>Try the sample portrait</source>
            <translation>サンプルで試す</translation>
        </message>
        <message>
            <source>Recent files</source>
            <translation>最近使った写真</translation>
        </message>
        <message>
            <source>Remove shadows</source>
            <translation>影の除去</translation>
        </message>
        <message>
            <source>Takes hard and foreign shadows off a face and keeps every pore.</source>
            <translation>顔に落ちた強い影や物の影を、肌の質感を保ったまま取り除きます。</translation>
        </message>
        <message>
            <source>Harmonise</source>
            <translation>背景になじませる</translation>
        </message>
        <message>
            <source>Lights a person as if they stood in front of another background.</source>
            <translation>別の背景の前に立っているかのように人物の光を合わせます。</translation>
        </message>
        <message>
            <source>Style</source>
            <translation>スタイル</translation>
        </message>
        <message>
            <source>Gives hair, skin, lips or clothes another look and keeps every strand.</source>
            <translation>髪や肌、唇、服の印象を、細部の質感を残したまま変えます。</translation>
        </message>
        <message>
            <source>Describe</source>
            <translation>言葉で編集</translation>
        </message>
        <message>
            <source>Changes colours, light and expression by a few words.</source>
            <translation>短い言葉で、色や光、表情を変えます。</translation>
        </message>
        <message>
            <source>Pose</source>
            <translation>ポーズ</translation>
        </message>
        <message>
            <source>Turns a head and moves shoulders under your hand.</source>
            <translation>頭の向きや肩の位置を、手でつかんで動かせます。</translation>
        </message>
    </context>
    <context>
        <name>ui::StatusFields</name>
        <message>
            <source>No photo</source>
            <translation>写真なし</translation>
        </message>
        <message>
            <source>%1 × %2 · %3 bit · %4</source>
            <translation>%1 × %2 · %3 ビット · %4</translation>
        </message>
        <message>
            <source>%1 · %2 GB</source>
            <translation>%1 · %2 GB</translation>
        </message>
        <message>
            <source>%1 threads</source>
            <translation>%1 スレッド</translation>
        </message>
        <message>
            <source>%1 · %2 MB</source>
            <translation>%1 · %2 MB</translation>
        </message>
    </context>
    <context>
        <name>ui::StyleChips</name>
        <message>
            <source>%1, changed</source>
            <translation>%1、変更あり</translation>
        </message>
    </context>
    <context>
        <name>ui::StylePanel</name>
        <message>
            <source>Try again</source>
            <translation>再試行</translation>
        </message>
        <message>
            <source>Whose style is changed. What was changed on the face before is applied.</source>
            <translation>だれのスタイルを変えるかを選びます。それまでの顔の変更は適用されます。</translation>
        </message>
        <message>
            <source>Reset region</source>
            <translation>部分をリセット</translation>
        </message>
        <message>
            <source>The region as it is in the photo.</source>
            <translation>この部分を写真のとおりに戻します。</translation>
        </message>
        <message>
            <source>Reset all</source>
            <translation>すべてリセット</translation>
        </message>
        <message>
            <source>All regions as they are in the photo.</source>
            <translation>すべての部分を写真のとおりに戻します。</translation>
        </message>
        <message>
            <source>Show matte</source>
            <translation>範囲を表示</translation>
        </message>
        <message>
            <source>Show over the photo where the style changes.</source>
            <translation>スタイルが変わる範囲を写真の上に表示します。</translation>
        </message>
        <message>
            <source>Paint on it</source>
            <translation>範囲を塗り直す</translation>
        </message>
        <message>
            <source>Make it the mask and paint on it. The painted mask is used from then on.</source>
            <translation>範囲をマスクにして塗り直します。以後は塗ったマスクを使います。</translation>
        </message>
        <message>
            <source>The painted mask decides where the style changes. Clear the mask to have the regions found again.</source>
            <translation>スタイルは塗ったマスクの範囲で変わります。マスクを消去すると、範囲は自動で決まります。</translation>
        </message>
    </context>
    <context>
        <name>ui::StyleSliders</name>
        <message>
            <source>Amount</source>
            <translation>量</translation>
        </message>
        <message>
            <source>Variation</source>
            <translation>バリエーション</translation>
        </message>
        <message>
            <source>Choose a variation or another photo&apos;s style first.</source>
            <translation>先にバリエーションか別の写真のスタイルを選んでください。</translation>
        </message>
        <message>
            <source>How much of the chosen style.</source>
            <translation>選んだスタイルをどれだけ使うか。</translation>
        </message>
        <message>
            <source>How unlike the own style the variations are.</source>
            <translation>バリエーションが元のスタイルからどれだけ離れるか。</translation>
        </message>
        <message>
            <source>Another photo&apos;s style has no variations.</source>
            <translation>別の写真のスタイルにはバリエーションがありません。</translation>
        </message>
    </context>
    <context>
        <name>ui::StyleWork</name>
        <message>
            <source>Open a photo first.</source>
            <translation>先に写真を開いてください。</translation>
        </message>
        <message>
            <source>No face was found in this photo, so there is nothing to style. Open another photo.</source>
            <translation>この写真に顔が見つからないため、スタイルを変えられません。別の写真を開いてください。</translation>
        </message>
        <message>
            <source>No regions of this face could be found. Open another photo.</source>
            <translation>この顔の各部分が見つかりません。別の写真を開いてください。</translation>
        </message>
        <message>
            <source>Looking for the regions of the face…</source>
            <translation>顔の各部分を探しています…</translation>
        </message>
        <message>
            <source>The face is too small in this photo. Open another one.</source>
            <translation>この写真では顔が小さすぎます。別の写真を開いてください。</translation>
        </message>
        <message>
            <source>Running. Esc cancels.</source>
            <translation>実行中です。Esc でキャンセルします。</translation>
        </message>
    </context>
    <context>
        <name>ui::SystemTable</name>
        <message>
            <source>None</source>
            <translation>なし</translation>
        </message>
        <message>
            <source>Not found: %1</source>
            <translation>見つかりません: %1</translation>
        </message>
        <message>
            <source>Studio model</source>
            <translation>スタジオモデル</translation>
        </message>
        <message>
            <source>The checkpoint of your own that LoRAs belong to and that generating tools use.</source>
            <translation>生成系のツールで使う、ご自身のチェックポイントです。LoRA はこのモデルに適用されます。</translation>
        </message>
        <message>
            <source>The program&apos;s own</source>
            <translation>プログラム付属</translation>
        </message>
        <message>
            <source>A network is missing or damaged. Install the program again to restore it.</source>
            <translation>ネットワークがないか、破損しています。プログラムを再インストールしてください。</translation>
        </message>
        <message>
            <source>Import a checkpoint to choose one.</source>
            <translation>チェックポイントを取り込むと選べるようになります。</translation>
        </message>
        <message>
            <source>No checkpoint is chosen.</source>
            <translation>チェックポイントが選ばれていません。</translation>
        </message>
        <message>
            <source>The chosen checkpoint is not there. Choose another one or import it again.</source>
            <translation>選択したチェックポイントが見つかりません。別のものを選ぶか、もう一度取り込んでください。</translation>
        </message>
    </context>
    <context>
        <name>ui::TemplateMenu</name>
        <message>
            <source>Your own</source>
            <translation>自分のテンプレート</translation>
        </message>
        <message>
            <source>Delete</source>
            <translation>削除</translation>
        </message>
        <message>
            <source>Keep these words as a template</source>
            <translation>この言葉をテンプレートに保存</translation>
        </message>
    </context>
    <context>
        <name>ui::VariantListModel</name>
        <message>
            <source>Seed %1 · %2</source>
            <translation>シード %1 · %2</translation>
        </message>
        <message>
            <source>Variant %1: %2</source>
            <translation>候補 %1: %2</translation>
        </message>
        <message>
            <source>Only moved · %1</source>
            <translation>移動のみ · %1</translation>
        </message>
        <message>
            <source>waiting</source>
            <translation>待機中</translation>
        </message>
        <message>
            <source>step %1 of %2</source>
            <translation>ステップ %1 / %2</translation>
        </message>
        <message>
            <source>running</source>
            <translation>実行中</translation>
        </message>
        <message>
            <source>ready</source>
            <translation>完了</translation>
        </message>
    </context>
    <context>
        <name>ui::VariantsStrip</name>
        <message>
            <source>Variants</source>
            <translation>候補</translation>
        </message>
        <message>
            <source>Arrow keys show one, Enter applies it, Esc drops all.</source>
            <translation>矢印キーで表示、Enter で適用、Esc ですべて破棄します。</translation>
        </message>
        <message>
            <source>Drop all variants</source>
            <translation>候補をすべて破棄</translation>
        </message>
        <message>
            <source>%1 variants</source>
            <translation>候補 %1 件</translation>
        </message>
        <message>
            <source>%1 of %2 ready</source>
            <translation>%2 件中 %1 件完了</translation>
        </message>
    </context>
    <context>
        <name>ui::VariationGrid</name>
        <message>
            <source>Own</source>
            <translation>元</translation>
        </message>
        <message>
            <source>%1: its own style</source>
            <translation>%1：元のまま</translation>
        </message>
        <message>
            <source>%1: variation %2</source>
            <translation>%1：バリエーション %2</translation>
        </message>
        <message>
            <source>The region&apos;s own style.</source>
            <translation>元のままのスタイル。</translation>
        </message>
        <message>
            <source>Another style of the region. The pointer tries it out, a click takes it.</source>
            <translation>この部分の別のスタイル。ポインターを重ねると試せ、クリックで選びます。</translation>
        </message>
        <message>
            <source>More</source>
            <translation>ほか</translation>
        </message>
        <message>
            <source>Eight other variations.</source>
            <translation>ほかの 8 つのバリエーション</translation>
        </message>
    </context>
    <context>
        <name>ui::FaceChoice</name>
        <message>
            <source>Face</source>
            <translation>顔</translation>
        </message>
        <message>
            <source>Face %1 of %2</source>
            <translation>顔 %1 / %2</translation>
        </message>
    </context>
    <context>
        <name>ui::PosePhotoField</name>
        <message>
            <source>Choose a photo to take the pose from</source>
            <translation>ポーズの参照写真を選択</translation>
        </message>
        <message>
            <source>Take pose from…</source>
            <translation>写真からポーズを取る…</translation>
        </message>
        <message>
            <source>Stand the person like the one in another photo. A photo can also be dropped on this panel.</source>
            <translation>別の写真の人物と同じポーズにします。このパネルに写真をドロップすることもできます。</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>キャンセル</translation>
        </message>
        <message>
            <source>Looking at %1…</source>
            <translation>%1 を調べています…</translation>
        </message>
        <message>
            <source>or drop a photo here</source>
            <translation>またはドロップ</translation>
        </message>
    </context>
    <context>
        <name>ui::PoseStudio</name>
        <message>
            <source>Choose a checkpoint first.</source>
            <translation>先にチェックポイントを選んでください。</translation>
        </message>
        <message>
            <source>The chosen checkpoint is not there. Choose another one.</source>
            <translation>選択したチェックポイントが見つかりません。別のものを選んでください。</translation>
        </message>
        <message>
            <source>Turn the head or move a joint first.</source>
            <translation>先に頭の向きを変えるか、関節を動かしてください。</translation>
        </message>
        <message>
            <source>The chosen ControlNet is not there. Choose another one, or none.</source>
            <translation>選択した ControlNet が見つかりません。別のものか「なし」を選んでください。</translation>
        </message>
        <message>
            <source>The ControlNet is made for %1, the checkpoint is %2. Choose another one, or none.</source>
            <translation>この ControlNet は %1 用で、チェックポイントは %2 です。別のものか「なし」を選んでください。</translation>
        </message>
    </context>
    <context>
        <name>ui::DrawAnew</name>
        <message>
            <source>Draw anew</source>
            <translation>描き直す</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>キャンセル</translation>
        </message>
        <message>
            <source>Back to the moved pixels.</source>
            <translation>動かした画素の表示に戻ります。</translation>
        </message>
        <message>
            <source>Import a checkpoint…</source>
            <translation>チェックポイントを取り込む…</translation>
        </message>
        <message>
            <source>ControlNet</source>
            <translation>ControlNet</translation>
        </message>
        <message>
            <source>One for OpenPose drawings holds the person to the joints.</source>
            <translation>OpenPose 用の ControlNet を使うと、人物が関節の位置どおりに描かれます。</translation>
        </message>
        <message>
            <source>Strength</source>
            <translation>強さ</translation>
        </message>
        <message>
            <source>How far the drawing may go from the moved pixels.</source>
            <translation>動かした画素からどれだけ離れて描くかを決めます。</translation>
        </message>
        <message>
            <source>More</source>
            <translation>詳細</translation>
        </message>
        <message>
            <source>Steps</source>
            <translation>ステップ数</translation>
        </message>
        <message>
            <source>More steps take longer and may be more exact.</source>
            <translation>ステップ数が多いほど時間がかかり、より正確になることがあります。</translation>
        </message>
        <message>
            <source>Guidance</source>
            <translation>ガイダンス</translation>
        </message>
        <message>
            <source>How strongly the prompt counts. Without one it does nothing.</source>
            <translation>プロンプトをどれだけ強く反映するかを決めます。プロンプトがなければ効果はありません。</translation>
        </message>
        <message>
            <source>Prompt</source>
            <translation>プロンプト</translation>
        </message>
        <message>
            <source>may stay empty</source>
            <translation>空欄でもかまいません</translation>
        </message>
        <message>
            <source>What is to be seen, in words. The person stays the same without any.</source>
            <translation>写るものを言葉で書きます。空欄でも人物は変わりません。</translation>
        </message>
        <message>
            <source>Draw what has moved, and what became visible, with this checkpoint. The next change of the pose shows the moved pixels again.</source>
            <translation>動いた部分と新しく見えるようになった部分を、このチェックポイントで描き直します。次にポーズを変えると、動かした画素の表示に戻ります。</translation>
        </message>
        <message>
            <source>None</source>
            <translation>なし</translation>
        </message>
        <message>
            <source>A checkpoint draws over the moved pixels what the photo does not show.</source>
            <translation>写真に写っていない部分を、チェックポイントが描き足します。</translation>
        </message>
        <message>
            <source>What the photo does not show can be drawn by a Stable Diffusion checkpoint of your own. None is installed yet.</source>
            <translation>写真に写っていない部分は、ご自身の Stable Diffusion チェックポイントで描き足せます。まだインストールされていません。</translation>
        </message>
        <message>
            <source>Not found: %1</source>
            <translation>見つかりません: %1</translation>
        </message>
    </context>
</TS>
