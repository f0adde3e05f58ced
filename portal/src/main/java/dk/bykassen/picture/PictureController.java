package dk.bykassen.picture;

import dk.bykassen.card.Accounts;
import dk.bykassen.card.HolderPictures;
import dk.bykassen.card.MyAccount;
import dk.bykassen.identity.OwnEyes;
import dk.bykassen.identity.SignedIn;
import dk.bykassen.kernel.Problem;
import dk.bykassen.web.Answer;
import dk.bykassen.web.Form;
import dk.bykassen.web.Page;
import dk.bykassen.web.SeeOther;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;

/** The picture of who holds an account: sent, looked at by who sent it, taken away. */
@Controller
class PictureController {

    private final Accounts accounts;
    private final Pictures pictures;
    private final PictureMaker maker;

    PictureController(Accounts accounts, Pictures pictures, PictureMaker maker) {
        this.accounts = accounts;
        this.pictures = pictures;
        this.maker = maker;
    }

    @GetMapping("/accounts/{id}/picture")
    Answer page(SignedIn viewer, @PathVariable UUID id) {
        MyAccount account = accounts.of(viewer.personId(), id);
        if (account.kind() == MyAccount.Kind.LINKED) {
            throw Problem.notFound();
        }
        return page(viewer, account, Form.empty());
    }

    /** Of a size a telephone sends; larger ones were turned away at the door. */
    @PostMapping("/accounts/{id}/picture")
    Answer send(
            SignedIn viewer,
            @PathVariable UUID id,
            @RequestParam(name = "picture", required = false) @Nullable MultipartFile sent,
            @RequestParam(name = "focus", defaultValue = "middle") String focus)
            throws IOException {
        MyAccount account = accounts.decided(viewer.personId(), id);
        try {
            if (sent == null
                    || sent.getOriginalFilename() == null
                    || sent.getOriginalFilename().isBlank()) {
                throw new Unusable(Trouble.MISSING);
            }
            if (sent.getSize() > PictureDoor.LARGEST) {
                throw new Unusable(Trouble.TOO_LARGE);
            }
            pictures.keep(viewer, account, maker.make(sent.getBytes(), Focus.coded(focus)));
            return SeeOther.to(account.page() + "/picture").saying("picture.notice.kept");
        } catch (Unusable unusable) {
            Form form = Form.filled(Map.of("focus", Focus.coded(focus).code()));
            form.reject("picture", unusable.trouble().words());
            return page(viewer, account, form).refused();
        }
    }

    @PostMapping("/accounts/{id}/picture/remove")
    Answer remove(SignedIn viewer, @PathVariable UUID id) {
        MyAccount account = accounts.decided(viewer.personId(), id);
        pictures.remove(viewer, account);
        return SeeOther.to(account.page() + "/picture").saying("picture.notice.removed");
    }

    @OwnEyes
    @GetMapping("/accounts/{id}/picture/image")
    ResponseEntity<byte[]> image(SignedIn viewer, @PathVariable UUID id) {
        byte[] jpeg = pictures.shown(viewer, accounts.of(viewer.personId(), id)).orElseThrow(Problem::notFound);
        return ResponseEntity.ok().contentType(MediaType.IMAGE_JPEG).body(jpeg);
    }

    private Page page(SignedIn viewer, MyAccount account, Form form) {
        HolderPictures.Shown shown = pictures.shownTo(viewer, account);
        List<String> focuses = Arrays.stream(Focus.values()).map(Focus::code).toList();
        return Page.of("picture/picture")
                .with("account", account)
                .with("settings", accounts.settings())
                .with("shown", shown)
                .with("focuses", focuses)
                .with("form", form);
    }
}
