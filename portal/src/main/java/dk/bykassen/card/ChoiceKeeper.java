package dk.bykassen.card;

import dk.bykassen.web.Cookies;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Whoever opens a page of an account acts for it from then on, also where the address names none. */
@Component
class ChoiceKeeper implements WebMvcConfigurer, HandlerInterceptor {

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this).addPathPatterns("/accounts/{id}/**");
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        String inPath = ChosenAccount.inPath(request);
        Cookie kept = Cookies.find(request, ChosenAccount.COOKIE);
        if (!inPath.isEmpty() && (kept == null || !kept.getValue().equals(inPath))) {
            // Not hers? Then it is found among none of her accounts and chooses nothing.
            Cookies.set(response, ChosenAccount.COOKIE, inPath, null);
        }
        return true;
    }
}
