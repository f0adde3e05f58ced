package dk.bykassen.web;

import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodReturnValueHandler;
import org.springframework.web.method.support.ModelAndViewContainer;

/** Writes what controllers for people return. A page is rendered whole before its first byte is sent, so an error in it is a 500. */
@Component
class PageRenderer implements HandlerMethodReturnValueHandler {

    private final TemplateEngine templates;
    private final Frames frames;

    PageRenderer(TemplateEngine templates, Frames frames) {
        this.templates = templates;
        this.frames = frames;
    }

    @Override
    public boolean supportsReturnType(MethodParameter returnType) {
        return Answer.class.isAssignableFrom(returnType.getParameterType());
    }

    @Override
    public void handleReturnValue(
            @Nullable Object value, MethodParameter type, ModelAndViewContainer container, NativeWebRequest web)
            throws IOException {
        container.setRequestHandled(true);
        var request = web.getNativeRequest(HttpServletRequest.class);
        var response = web.getNativeResponse(HttpServletResponse.class);
        if (request == null || response == null || !(value instanceof Answer answer)) {
            throw new IllegalStateException("a controller answered with nothing");
        }
        switch (answer) {
            case Page page -> write(page, frames.of(request), request, response);
            case SeeOther there -> redirect(there, response);
        }
    }

    void write(Page page, Frame frame, HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (page.status().value() == 422) {
            frame.markRefused();
        }
        byte[] bytes = render(page, frame).getBytes(StandardCharsets.UTF_8);
        response.setStatus(page.status().value());
        response.setContentType("text/html;charset=UTF-8");
        response.setHeader("Content-Language", frame.language().getLanguage());
        if (frame.notice() != null) {
            Cookies.clear(response, Frames.NOTICE);
        }
        response.setContentLength(bytes.length);
        if (!request.getMethod().equals("HEAD")) {
            response.getOutputStream().write(bytes);
        }
    }

    private String render(Page page, Frame frame) {
        Map<String, @Nullable Object> model = new HashMap<>(page.model());
        model.put("f", frame);
        var text = new StringOutput(32 * 1024);
        templates.render(page.template() + ".jte", model, text);
        return text.toString();
    }

    private static void redirect(SeeOther there, HttpServletResponse response) {
        if (there.notice() != null) {
            Cookies.set(response, Frames.NOTICE, there.notice(), Duration.ofMinutes(2));
        }
        response.setStatus(HttpServletResponse.SC_SEE_OTHER);
        response.setHeader("Location", there.target().toString());
    }
}
